import { has, isType, readHttp2 } from '../../../lab/http2/reading.ts'
import { PREFACE } from '../../../lab/http2/registry.ts'
import type { Invariant, Observation } from '../../../lab/invariant.ts'
import type { Trace } from '../../../lab/trace.ts'
import { strongest } from '../../strongest.ts'

interface Rule {
  readonly id: string
  readonly title: string
  readonly requirements: readonly string[]
  readonly judge: (trace: Trace) => Observation
}

/** The first octets of the target on each connection, as text, with the entry at which they began. */
function* beginnings(trace: Trace): Generator<{ text: string; entry: number; h2: boolean }> {
  const open = new Map<string, { text: string; entry: number; h2: boolean }>()
  for (const [entry, what] of trace.entries.entries()) {
    if (what.kind === 'open') open.set(what.on, { text: '', entry, h2: what.tls?.alpn === 'h2' })
    if (what.kind !== 'received') continue
    const begun = open.get(what.on) ?? { text: '', entry, h2: false }
    open.set(what.on, begun)
    if (begun.text.length >= 2 * PREFACE.length) continue
    if (begun.text === '') begun.entry = entry
    begun.text += String.fromCharCode(...what.octets.subarray(0, 2 * PREFACE.length))
  }
  yield* open.values()
}

/** What a client is held to before a connection speaks HTTP/2, and across connections. */
const rules: readonly Rule[] = [
  {
    id: 'preface-sent-otherwise',
    title: 'the first 24 octets of a client are the connection preface',
    requirements: ['rfc9113-3.4+1'],
    judge: (trace) => {
      let seen = 0
      for (const { text, entry, h2 } of beginnings(trace)) {
        // In cleartext a client that says nothing of HTTP/2 may speak another protocol; where ALPN chose h2 it may not.
        if (text.length < PREFACE.length || !(h2 || text.includes('PRI * HTTP/2'))) continue
        seen++
        if (!text.startsWith(PREFACE))
          return {
            seen,
            broken: { reason: 'something other than the connection preface came first', entries: [entry] }
          }
      }
      return { seen }
    }
  },
  {
    id: 'several-connections-made',
    title: 'a client has one connection at a time for one host and port',
    requirements: ['rfc9113-9.1-1', 'rfc9113-9.1-2'],
    judge: (trace) => {
      const { events } = readHttp2(trace, 'target')
      // A connection that anything was wrong with may be replaced (RFC 9113, section 9.1), also one that failed to begin.
      const troubled = events.some(
        (event) =>
          event.event === 'refused' ||
          (event.event === 'preface' && !event.valid) ||
          (event.event === 'frame' && (isType(event.frame, 'GOAWAY') || isType(event.frame, 'RST_STREAM')))
      )
      const main = events.find(({ event, on }) => event === 'open' && on === 'main')
      const greeted = events.find(
        (event) =>
          event.event === 'frame' &&
          event.by === 'target' &&
          event.on === 'main' &&
          isType(event.frame, 'SETTINGS') &&
          has(event.frame, 'ACK')
      )
      if (main === undefined || troubled || greeted === undefined) return { seen: 0 }
      const over = events.find(({ event, on }) => (event === 'fin' || event === 'rst') && on === 'main')
      const further = events.find(
        ({ event, on, entry }) =>
          event === 'open' &&
          on.startsWith('further ') &&
          // Before that it did not know which protocol it speaks.
          entry > greeted.entry &&
          entry < (over?.entry ?? Infinity)
      )
      return further === undefined
        ? { seen: 1 }
        : {
            seen: 1,
            broken: {
              reason: 'a further connection was made while the first one stood',
              entries: [main.entry, further.entry]
            }
          }
    }
  },
  {
    id: 'tls-compression-offered',
    title: 'a client offers no compression of TLS',
    requirements: ['rfc9113-9.2.1-2', 'rfc9113-10.6-3'],
    judge: (trace) => {
      let seen = 0
      for (const [entry, what] of trace.entries.entries()) {
        if (what.kind !== 'open' || what.tls?.compression === undefined) continue
        seen++
        const other = what.tls.compression.find((method) => method !== 0)
        if (other !== undefined)
          return {
            seen,
            broken: { reason: `the compression method ${other} in its ClientHello`, entries: [entry] }
          }
      }
      return { seen }
    }
  }
]

export const clientConnections: readonly Invariant[] = rules.map((rule) => ({
  ...rule,
  id: `http2/client/${rule.id}`,
  role: 'client',
  ...strongest(rule.requirements)
}))
