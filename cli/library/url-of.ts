import { Server as TlsServer } from 'node:tls'

/** A URL, something that has one, or a server of node:net, node:tls or node:http2 that listens. */
export type TestTarget =
  | string
  | URL
  | { readonly url: string | URL }
  | {
      address():
        { readonly address: string; readonly port: number; readonly family: string | number } | string | null
    }

/** Where a target is reached, and whether it is a server of this process. Throws an Error that says what is missing. */
export function urlOf(target: TestTarget): { readonly url: string; readonly here: boolean } {
  if (typeof target === 'string' || target instanceof URL) return { url: String(target), here: false }
  if (typeof target === 'object' && target !== null) {
    if ('address' in target && typeof target.address === 'function')
      return { url: listening(target), here: true }
    if ('url' in target && (typeof target.url === 'string' || target.url instanceof URL))
      return { url: String(target.url), here: false }
  }
  throw new Error('A target is a URL, an object with a url, or a server that listens.')
}

function listening(server: Extract<TestTarget, { address(): unknown }>): string {
  const at = server.address()
  if (at === null) throw new Error('The server does not listen yet: await its listen() first.')
  if (typeof at === 'string')
    throw new Error('A server on a Unix socket cannot be reached; let it listen on a port.')
  const scheme = server instanceof TlsServer || 'setSecureContext' in server ? 'https' : 'http'
  const anywhere = at.address === '::' || at.address === '0.0.0.0'
  const host = anywhere ? 'localhost' : at.address.includes(':') ? `[${at.address}]` : at.address
  return `${scheme}://${host === 'localhost' ? '127.0.0.1' : host}:${at.port}/`
}
