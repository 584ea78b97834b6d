import { get as getInCleartext } from 'node:http'
import { connect } from 'node:http2'
import { get as getOverTls } from 'node:https'
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

/** True when the server answers a request of HTTP/1.1 within `patience` milliseconds. */
function responseComes(url: string, patience: number): Promise<boolean> {
  const get = url.startsWith('https:') ? getOverTls : getInCleartext
  return new Promise((resolve) => {
    const done = (result: boolean) => {
      clearTimeout(late)
      request.destroy()
      resolve(result)
    }
    const late = setTimeout(() => done(false), patience)
    const request = get(url, { agent: false, rejectUnauthorized: false }, ({ statusCode = 0 }) =>
      // A gateway whose other side is not there yet.
      done(statusCode < 502 || statusCode > 504)
    )
    request.on('error', () => done(false))
  })
}

/**
 * Waits until a server that listens also answers, by HTTP/2 or by HTTP/1.1: some open their port long before they serve it (Tomcat, Varnish),
 * and a test that began then would take a start for silence. Throws an Error with the last lines of the program's output
 * when it ends first or `timeout` milliseconds have passed.
 */
export async function untilAnswering(
  name: string,
  group: ProcessGroup,
  url: string,
  timeout: number,
  by: 'http2' | 'http1' = 'http2'
): Promise<void> {
  const comes = by === 'http2' ? settingsCome : responseComes
  const deadline = performance.now() + timeout
  while (!(await comes(url, Math.max(1, deadline - performance.now())))) {
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
