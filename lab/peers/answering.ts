import { connect } from 'node:http2'
import { setTimeout as pause } from 'node:timers/promises'
import type { ProcessGroup } from './process-group.ts'
import { lastLines } from './tail.ts'

/** True when the server sends its SETTINGS within `patience` milliseconds. */
function settingsCome(url: string, patience: number): Promise<boolean> {
  return new Promise((resolve) => {
    // Whom the certificate names does not matter: the question is only whether somebody is there.
    const session = connect(url, { rejectUnauthorized: false })
    const done = (result: boolean) => {
      clearTimeout(late)
      session.destroy()
      resolve(result)
    }
    const late = setTimeout(() => done(false), patience)
    session.once('remoteSettings', () => done(true))
    session.on('error', () => done(false))
    session.once('close', () => done(false))
  })
}

/**
 * Waits until an HTTP/2 server that listens also answers: some open their port long before they serve it (Tomcat, Varnish),
 * and a test that began then would take a start for silence. Throws an Error with the last lines of the program's output
 * when it ends first or `timeout` milliseconds have passed.
 */
export async function untilAnswering(
  name: string,
  group: ProcessGroup,
  url: string,
  timeout: number
): Promise<void> {
  const deadline = performance.now() + timeout
  while (!(await settingsCome(url, Math.max(1, deadline - performance.now())))) {
    if (group.ended() !== undefined)
      throw new Error(`${name} ended while it started.${lastLines(group.log())}`)
    if (performance.now() >= deadline) {
      throw new Error(
        `${name} listens but did not answer within ${timeout / 1000} s.${lastLines(group.log())}`
      )
    }
    await pause(20)
  }
}
