import { connect } from 'node:http2'
import type { OutgoingHttpHeaders } from 'node:http2'
import { certificate } from '../certificates.ts'
import type { RunningPeer } from './start.ts'
import { largeBody, page } from './www.ts'

const { cert } = await certificate()
const patience = 20000

type Answer = { readonly status: number | undefined; readonly body: Buffer }

/** Sends one request over HTTP/2 and reads the whole response. */
export function ask(url: string, headers: OutgoingHttpHeaders, body?: Uint8Array): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const session = connect(url, { ca: cert })
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

/** Asks a running peer for each of its fixtures: the page, the large body, an upload. What is not as it should be. */
export async function checkFixtures({ url, fixtures }: RunningPeer): Promise<string[]> {
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
