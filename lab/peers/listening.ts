import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { ProcessGroup } from './process-group.ts'
import { lastLines } from './tail.ts'

function answers(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host })
    const done = (result: boolean) => {
      socket.destroy()
      resolve(result)
    }
    socket.setTimeout(1000, () => done(false))
    socket.once('connect', () => done(true))
    socket.once('error', () => done(false))
  })
}

/** How a process ended, in words. */
function ending(group: ProcessGroup): string {
  const end = group.ended()
  return end?.signal != null ? `was killed by ${end.signal}` : `exited with code ${end?.code ?? 'unknown'}`
}

/**
 * Waits until something accepts connections on 127.0.0.1:`port`. Throws an Error, with the last lines of the program's
 * output, when the program ends first or `timeout` milliseconds have passed; the caller stops the group.
 */
export async function untilListening(
  name: string,
  group: ProcessGroup,
  port: number,
  timeout: number
): Promise<void> {
  const deadline = performance.now() + timeout
  for (let delay = 5; ; delay = Math.min(delay * 1.5, 100)) {
    const open = await answers(port, '127.0.0.1')
    if (group.ended() !== undefined) {
      throw new Error(`${name} ${ending(group)} before it listened on port ${port}.${lastLines(group.log())}`)
    }
    if (open) return
    if (performance.now() > deadline) {
      const seconds = Math.round(timeout / 100) / 10
      throw new Error(`${name} did not listen on port ${port} within ${seconds} s.${lastLines(group.log())}`)
    }
    await Promise.race([pause(delay), group.exited])
  }
}
