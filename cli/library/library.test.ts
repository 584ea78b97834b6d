import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http2'
import { createServer as createPlainServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServerWith } from '../gate/testing-server.ts'
import { conformance, startReference, toConformTo } from './index.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zyphos-library-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const log = () => join(folder, `${Math.random()}.jsonl`)
const cases = ['http2/ping-with-7-octets', 'http2/data-on-idle-stream']

describe('conformance', () => {
  test('of our reference server, over TLS, at a URL', async () => {
    const reference = await startReference('http2', { tls: true })
    try {
      const result = await conformance('http2', { url: reference.url }, { cases, log: log() })
      expect(result.message).toMatch(/The gate holds/)
      expect(result.passed).toBe(true)
      expect(result.verdicts.filter(({ case: id }) => cases.includes(id))).toHaveLength(2)
    } finally {
      await reference.stop()
    }
  })

  test('of a server that breaks a rule: what fails, why, and how to see it again', async () => {
    const server = await startServerWith({ dataOnIdleStream: 'ignored' })
    try {
      const { passed, message, findings } = await conformance('http2', server.url, {
        cases,
        name: 'mine',
        log: log()
      })
      expect(passed).toBe(false)
      expect(findings).toMatchObject([{ kind: 'new violation', case: 'http2/data-on-idle-stream' }])
      for (const word of ['rule', 'sent', 'expected', 'came', 'again'])
        expect(message).toMatch(new RegExp(`^  ${word} +\\S`, 'm'))
      expect(message).toContain(`npx zyphos conformance http2 ${server.url} --case http2/data-on-idle-stream`)
      const matched = await toConformTo(server.url, 'http2', { cases, log: log() })
      expect(matched.pass).toBe(false)
      expect(matched.message()).toContain('new violation http2/data-on-idle-stream')
    } finally {
      await server.stop()
    }
  })

  test('of what cannot be tested: an error of one sentence', async () => {
    const idle = createServer()
    await expect(conformance('http2', idle)).rejects.toThrow('The server does not listen yet')
    await expect(conformance('http2', 'http://192.0.2.1/')).rejects.toThrow('is not on this machine')
    await expect(conformance('http3', 'http://127.0.0.1/')).rejects.toThrow('Did you mean http2?')
    await expect(conformance('http2', {} as never)).rejects.toThrow('A target is a URL')
    await expect(conformance('http2', idle, { expectations: 'nothing.yaml' })).rejects.toThrow(
      'There is no expectation file nothing.yaml'
    )
    const path = join(folder, 'socket')
    const local = createPlainServer()
    await new Promise<void>((resolve) => local.listen(path, resolve))
    await expect(conformance('http2', local)).rejects.toThrow('Unix socket')
    local.close()
  })
})
