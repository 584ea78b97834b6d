import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { median } from '../median.ts'
import { contenders } from './head-contenders.ts'
import { BROWSER, LARGE, SMALL } from './requests.ts'

// Request heads a second, each parser in a process of its own: rounds interleaved, the middle of them reported.
const ROUNDS = Number(process.argv[2] ?? 7)
const program = new URL('./head-process.ts', import.meta.url).pathname

interface Running {
  readonly name: string
  readonly does: string
  readonly child: ChildProcess
}

const running: Running[] = []
for (const name of Object.keys(contenders)) {
  const child = fork(program, [name], { execArgv: ['--import', 'tsx'] })
  const [{ does }] = (await once(child, 'message')) as [{ does: string }]
  running.push({ name, does, child })
}
try {
  for (const head of [SMALL, BROWSER, LARGE]) {
    const rates = new Map<string, number[]>(running.map(({ name }) => [name, []]))
    for (let round = 0; round <= ROUNDS; round++) {
      for (const { name, child } of running) {
        child.send(head)
        const [{ rate }] = (await once(child, 'message')) as [{ rate: number }]
        if (round > 0) rates.get(name)!.push(rate)
      }
    }
    console.log(`${head.length} octets`)
    const base = median(rates.get('llhttp') ?? [])
    for (const { name, does } of running) {
      const figure = median(rates.get(name) ?? [])
      console.log(
        `  ${name.padEnd(20)} ${(figure / 1e6).toFixed(2).padStart(6)} M/s  ${(figure / base).toFixed(2).padStart(5)} x llhttp   ${does}`
      )
    }
  }
} finally {
  for (const { child } of running) child.kill()
}
