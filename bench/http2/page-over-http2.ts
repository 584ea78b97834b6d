import type { ConnectionOptions } from '../../impl/http2/connection-options.ts'
import { linkedPair, type LinkedPair } from './linked-pair.ts'
import type { LinkOptions } from './link.ts'

/** Fields that browsers send, near enough. */
export const BROWSER_FIELDS = [
  { name: 'user-agent', value: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
  { name: 'accept', value: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' },
  { name: 'accept-language', value: 'en-GB,en;q=0.5' },
  { name: 'accept-encoding', value: 'gzip, deflate, br, zstd' },
  { name: 'cookie', value: 'session=0123456789abcdef0123456789abcdef; theme=dark' }
] as const

export const RESPONSE_FIELDS = [
  { name: 'content-type', value: 'text/javascript' },
  { name: 'cache-control', value: 'public, max-age=31536000' },
  { name: 'date', value: 'Wed, 26 Nov 2025 12:00:00 GMT' },
  { name: 'server', value: 'zyphos' }
] as const

export interface Loaded {
  /** Milliseconds from the arrival of each request until its response was whole, in the order of the requests. */
  readonly times: readonly number[]
  readonly pair: LinkedPair
}

export interface LoadOptions {
  readonly server?: Partial<ConnectionOptions>
  readonly client?: Partial<ConnectionOptions>
  /** The Priority field of each request. */
  readonly priority?: (index: number) => string | undefined
  /** When each is asked for; all at once unless said. */
  readonly arrival?: (index: number) => number
  /** Called with all octets that are put on the wire. */
  readonly seen?: (by: 'client' | 'server', octets: Uint8Array) => void
}

/** Loads resources of so many octets over one connection of HTTP/2. */
export function loadOverHttp2(
  link: LinkOptions,
  sizes: readonly number[],
  { server, client, priority = () => undefined, arrival = () => 0, seen }: LoadOptions = {}
): Loaded {
  const times = new Array<number>(sizes.length).fill(NaN)
  const pair = linkedPair(
    link,
    {
      handler: (request, response) =>
        response.send(200, RESPONSE_FIELDS, new Uint8Array(sizes[Number(request.path.slice(1))] ?? 0)),
      settings: { maxConcurrentStreams: Math.max(100, sizes.length) },
      ...server
    },
    { connectionWindow: 1 << 24, settings: { initialWindowSize: 1 << 22 }, ...client },
    seen
  )
  let open = sizes.length
  const ask = (index: number): void => {
    const signal = priority(index)
    pair.client.request(
      {
        method: 'GET',
        scheme: 'https',
        authority: 'www.example.net',
        path: `/${index}`,
        endStream: true,
        fields:
          signal === undefined ? BROWSER_FIELDS : [...BROWSER_FIELDS, { name: 'priority', value: signal }]
      },
      {
        onResponse() {},
        onEnd() {
          times[index] = pair.clock.now - arrival(index)
          open--
        },
        onReset: (code) => {
          throw new Error(`stream reset with code ${code}`)
        }
      }
    )
  }
  sizes.forEach((_, index) =>
    pair.clock.at(arrival(index), () => {
      ask(index)
      pair.flush()
    })
  )
  pair.clock.run(() => open === 0)
  if (open > 0) throw new Error(`${open} responses did not come`)
  return { times, pair }
}
