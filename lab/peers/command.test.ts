import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { startCommand } from './command.ts'

const node = (program: string) => [process.execPath, '-e', program, '{port}']
const listen = `require('node:net').createServer().listen(Number(process.argv[1]), '127.0.0.1')`

/** True while the process runs; a zombie has ended. */
function runs(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2))
  } catch {
    return false
  }
}

/** Waits for a condition, not for ever: a test that has failed must not keep the test run alive. */
async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries === 2000) throw new Error(`This never came true: ${String(condition)}`)
    await pause(10)
  }
}

const pidIn = (log: string) => Number(/pid (\d+)/.exec(log)?.[1])
const onLinux = process.platform === 'linux' ? test : test.skip

describe('startCommand', () => {
  test('waits until it listens, and stops it', async () => {
    const running = await startCommand(node(`${listen}; console.log('hello')`))
    await until(() => running.log().includes('hello'))
    expect(runs(running.pid)).toBe(true)
    await running.stop()
    expect(runs(running.pid)).toBe(false)
    expect(await running.exited).toEqual({ code: null, signal: 'SIGTERM' })
    expect(running.log()).toContain('hello')
    await running.stop()
  })

  test('takes a line for the shell', async () => {
    const running = await startCommand(`echo to {port}; "${process.execPath}" -e "${listen}" {port}; true`)
    expect(running.log()).toBe(`to ${running.port}\n`)
    await running.stop()
    expect(runs(running.pid)).toBe(false)
  })

  test('says how a command that ends at once ended, and what it wrote', async () => {
    const failure = startCommand(node(`console.error('no such setting'); process.exit(3)`))
    await expect(failure).rejects.toThrow(
      /exited with code 3 before it listened on port \d+\.\n {2}no such setting$/
    )
  })

  test('says which signal killed it', async () => {
    const failure = startCommand(node(`process.kill(process.pid, 'SIGKILL'); setTimeout(() => 0, 60000)`))
    await expect(failure).rejects.toThrow('was killed by SIGKILL before it listened')
  })

  test('gives up on a command that never listens, and leaves nothing of it', async () => {
    const failure = await startCommand(
      node(`console.log('pid ' + process.pid); setInterval(() => 0, 1000)`),
      {
        timeout: 1000
      }
    ).catch((error: Error) => error.message)
    expect(failure).toMatch(/did not listen on port \d+ within 1 s\.\n {2}pid \d+$/)
    expect(runs(pidIn(String(failure)))).toBe(false)
  })

  test('kills a command that ignores SIGTERM', async () => {
    const running = await startCommand(node(`process.on('SIGTERM', () => 0); ${listen}`), { grace: 100 })
    await running.stop()
    expect(await running.exited).toEqual({ code: null, signal: 'SIGKILL' })
    expect(runs(running.pid)).toBe(false)
  })

  test('kills the children that a command forked', async () => {
    const child = `process.on('SIGTERM', () => 0); setInterval(() => 0, 1000)`
    const running = await startCommand(
      node(`const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}])
        console.log('pid ' + child.pid); ${listen}`)
    )
    await until(() => running.log().includes('pid'))
    const pid = pidIn(running.log())
    expect(runs(pid)).toBe(true)
    await running.stop()
    expect(runs(pid)).toBe(false)
  })

  onLinux('kills a child that left for a session of its own', async () => {
    const running = await startCommand(
      node(`const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { detached: true })
        console.log('pid ' + child.pid); ${listen}`)
    )
    await until(() => running.log().includes('pid'))
    const pid = pidIn(running.log())
    expect(runs(pid)).toBe(true)
    await running.stop()
    expect(runs(pid)).toBe(false)
  })

  test('kills what a leader left behind when it ended by itself', async () => {
    const running = await startCommand(
      node(`const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'])
        console.log('pid ' + child.pid); ${listen}; setTimeout(() => process.exit(0), 300)`)
    )
    expect(await running.exited).toEqual({ code: 0, signal: null })
    const pid = pidIn(running.log())
    expect(runs(pid)).toBe(true)
    await running.stop()
    expect(runs(pid)).toBe(false)
  })

  test('refuses a port that something else listens on', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    await expect(startCommand(node(listen), { readyPort: port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use`
    )
    other.close()
  })

  test('refuses a command that does not say its port, and one that is not there', async () => {
    await expect(startCommand(['sleep', '1'])).rejects.toThrow('must contain {port}')
    await expect(startCommand(['/nowhere/at-all', '{port}'])).rejects.toThrow(
      '/nowhere/at-all cannot be run: it is not installed or not on the PATH.'
    )
  })

  describe.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('when %s ends the laboratory', (signal) => {
    test('nothing is left', async () => {
      const url = new URL('./command.ts', import.meta.url).href
      const program = `import { startCommand } from '${url}'
        const running = await startCommand(${JSON.stringify(node(`process.on('SIGTERM', () => 0); ${listen}`))})
        console.log('pid ' + running.pid)`
      const lab = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
        stdio: ['ignore', 'pipe', 'inherit']
      })
      let output = ''
      lab.stdout.on('data', (octets) => (output += String(octets)))
      const ended = new Promise<NodeJS.Signals | null>((resolve) => lab.once('exit', (_, by) => resolve(by)))
      await until(() => /pid \d+\n/.test(output) || lab.exitCode !== null)
      const pid = pidIn(output)
      expect(runs(pid)).toBe(true)
      lab.kill(signal)
      expect(await ended).toBe(signal)
      await until(() => !runs(pid))
    })
  })
})

test('this test can see processes', () => {
  if (existsSync('/proc/self/stat')) expect(runs(process.pid)).toBe(true)
})
