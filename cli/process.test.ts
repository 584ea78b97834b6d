import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { LogLine } from '../lab/log-line.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zyphos-process-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function started(...words: string[]): ChildProcess & { text: { err: string } } {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))
  const child = spawn(process.execPath, ['bin/zyphos.js', ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const text = { err: '' }
  child.stderr?.on('data', (piece: Buffer) => (text.err += piece.toString()))
  return Object.assign(child, { text })
}

const ended = async (child: ChildProcess): Promise<unknown> => (await once(child, 'close'))[0]

test('Ctrl-C ends a run in order: an end line, exit status 3', async () => {
  const file = join(folder, 'interrupted.jsonl')
  const child = started('conformance', 'http2', '--cleartext', '--parallel', '1', '--json', '--log', file)
  const end = ended(child)
  const types: string[] = []
  for await (const text of createInterface(child.stdout!)) {
    const line = JSON.parse(text) as LogLine
    if (line.type === 'verdict' && !types.includes('verdict')) child.kill('SIGINT')
    types.push(line.type === 'end' ? `end ${line.reason}` : line.type)
  }
  expect(await end).toBe(3)
  expect(types.at(-1)).toBe('end interrupted')
  expect(JSON.parse(readFileSync(file, 'utf8').trimEnd().split('\n').at(-1)!)).toMatchObject({
    reason: 'interrupted'
  })
  expect(child.text.err).not.toMatch(/ at .*:\d+/)
})

test('a reader that goes away ends it quietly', async () => {
  const child = started(
    'conformance',
    'http2',
    '--cleartext',
    '--json',
    '--quiet',
    '--log',
    join(folder, 'gone.jsonl')
  )
  const end = ended(child)
  child.stdout!.once('data', () => child.stdout!.destroy())
  expect(await end).toBe(141)
  expect(child.text.err).toBe('')
})

test('serve prints its URL, answers, and ends with Ctrl-C', async () => {
  const child = started('serve', 'http2', '--root', 'docs')
  const end = ended(child)
  const url = await new Promise<string>((resolve) =>
    child.stdout!.once('data', (piece: Buffer) => resolve(String(piece).trim()))
  )
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
  const { connect } = await import('node:http2')
  const session = connect(url)
  const stream = session.request({ ':path': '/run-log.schema.json' })
  let body = ''
  stream.setEncoding('utf8').on('data', (piece: string) => (body += piece))
  await once(stream, 'end')
  session.close()
  expect(body).toBe(readFileSync('docs/run-log.schema.json', 'utf8'))
  child.kill('SIGINT')
  expect(await end).toBe(0)
})
