import { request as requestHttp1 } from 'node:http'
import { connect } from 'node:http2'
import type { OutgoingHttpHeaders } from 'node:http2'
import { certificate, rsaCertificate } from '../certificates.ts'
import type { RunningPeer } from './start.ts'
import { largeBody, page } from './www.ts'

/** What peers may show: one certificate, or one of two. */
export const trusted = [(await certificate()).cert, (await rsaCertificate()).cert]
const patience = 20000

type Answer = { readonly status: number | undefined; readonly body: Buffer }

/** Sends one request over HTTP/2 and reads the whole response. */
export function ask(url: string, headers: OutgoingHttpHeaders, body?: Uint8Array): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const session = connect(url, { ca: trusted })
    const fail = (error: Error) => {
      session.destroy()
      reject(error)
    }
    session.on('error', fail)
    const stream = session.request(headers, { endStream: body === undefined })
    let status: number | undefined
    const parts: Buffer[] = []
    stream.on('response', (head) => (status = head[':status']))
    stream.on('data', (octets: Buffer) => parts.push(octets))
    stream.on('error', fail)
    stream.on('end', () => {
      session.close()
      resolve({ status, body: Buffer.concat(parts) })
    })
    stream.setTimeout(patience, () => fail(new Error(`${url} gave no answer to ${String(headers[':path'])}`)))
    if (body !== undefined) stream.end(body)
  })
}

/** Sends one request over HTTP/1.1, in cleartext, and reads the whole response. */
export function askHttp1(url: string, headers: OutgoingHttpHeaders, body?: Uint8Array): Promise<Answer> {
  const { ':path': path = '/', ':method': method = 'GET', ...fields } = headers
  return new Promise((resolve, reject) => {
    const request = requestHttp1(
      new URL(String(path), url),
      { method: String(method), headers: fields, agent: false },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (octets: Buffer) => parts.push(octets))
        response.on('error', reject)
        response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(parts) }))
      }
    )
    request.setTimeout(patience, () => request.destroy(new Error(`${url} gave no answer to ${String(path)}`)))
    request.on('error', reject)
    request.end(body)
  })
}

/** How a running peer is asked: over HTTP/2 where it speaks it. */
export const askerOf = ({ protocols }: Pick<RunningPeer, 'protocols'>): typeof ask =>
  protocols.some((protocol) => protocol.startsWith('h2')) ? ask : askHttp1

/** Asks a running peer for each of its fixtures: the page, the large body, an upload. What is not as it should be. */
export async function checkFixtures(running: RunningPeer): Promise<string[]> {
  const { url, fixtures } = running
  const ask = askerOf(running)
  const faults: string[] = []
  const demand = (what: string, holds: boolean): void => {
    if (!holds) faults.push(what)
  }
  const small = await ask(url, { ':path': fixtures.path })
  demand(
    `the page: status ${small.status}, ${small.body}`,
    small.status === 200 && String(small.body) === page
  )
  if (fixtures.large !== undefined) {
    const large = await ask(url, { ':path': fixtures.large })
    demand(
      `the large body: status ${large.status}, ${large.body.length} octets`,
      large.status === 200 && large.body.equals(largeBody())
    )
  }
  if (fixtures.upload !== undefined) {
    // More than the window that a connection begins with (65,535 octets): only a server that reads lets it through.
    const body = Buffer.alloc(200_000, 'x')
    const length = fixtures.uploadNeedsLength === true ? { 'content-length': body.length } : {}
    const upload = await ask(url, { ':path': fixtures.upload, ':method': 'POST', ...length }, body)
    const answer = String(upload.body).trim()
    demand(
      `the upload: status ${upload.status}, ${answer.slice(0, 100)}`,
      upload.status === 200 && (answer === String(body.length) || upload.body.equals(body))
    )
  }
  return faults
}
