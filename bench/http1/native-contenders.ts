import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A parser in a program of its own, which measures itself: heads a second of processor time. */
export interface NativeContender {
  readonly name: string
  readonly does: string
  rate(head: string): number
}

const HERE = join(import.meta.dirname, 'native-heads')
const PLACE = join(import.meta.dirname, '../../.zyphos/native-heads')

/** Parsers in C and Rust, built by cargo if it is there; otherwise why they are left out. */
export function nativeContenders(milliseconds: number): readonly NativeContender[] | string {
  mkdirSync(PLACE, { recursive: true })
  cpSync(HERE, PLACE, { recursive: true })
  const built = spawnSync('cargo', ['build', '--release', '--quiet'], {
    cwd: PLACE,
    encoding: 'utf8',
    env: { ...process.env, CARGO_TARGET_DIR: join(PLACE, 'target') },
    timeout: 300_000
  })
  if (built.status !== 0)
    return `picohttpparser and httparse: cargo ${built.error === undefined ? 'cannot build them' : 'is not installed'}`
  const program = join(PLACE, 'target/release/native-heads')
  const file = join(PLACE, 'head')
  return (
    [
      [
        'picohttpparser',
        'C with SSE4.2, in a process of its own: finds the end of values by vectors, checks names octet by octet; no check of target octets beyond controls'
      ],
      [
        'httparse',
        'Rust with the vectors of this processor, in a process of its own: checks targets, names and values'
      ]
    ] as const
  ).map(([name, does]) => ({
    name,
    does,
    rate: (head) => {
      writeFileSync(file, head)
      const { stdout } = spawnSync(program, [name, file, String(milliseconds)], { encoding: 'utf8' })
      return Number(stdout)
    }
  }))
}
