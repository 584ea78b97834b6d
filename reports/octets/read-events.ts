import { readHttp2 } from '../../lab/http2/reading.ts'
import type { Role } from '../../lab/case.ts'
import type { Entry, Trace } from '../../lab/trace.ts'
import { printable } from '../printable.ts'
import type { Event } from './event.ts'
import { http1Lines } from './http1-lines.ts'
import { frameLine, frameOctets } from './http2-frame.ts'

/** A trace as lines for people: frames where the protocol is known, and what else happened. */
export function readEvents(suite: string, role: Role, trace: Trace): Event[] {
  const read = READERS[suite] ?? (() => [])
  const decoded = read(trace, role)
  const seen = new Set(decoded.map(({ entry }) => entry))
  const others = trace.entries.flatMap((entry, index) => {
    if (seen.has(index)) return []
    const event = plain(entry, index)
    return event === undefined ? [] : [event]
  })
  return [...decoded, ...others].sort((a, b) => a.entry - b.entry)
}

const READERS: Readonly<Record<string, (trace: Trace, role: Role) => Event[]>> = {
  http1: readLines,
  http2: readFrames
}

/** Octets of HTTP/1 line by line, as they came. */
function readLines(trace: Trace): Event[] {
  return trace.entries.flatMap((what, entry) =>
    what.kind === 'sent' || what.kind === 'received'
      ? http1Lines(what.octets).map(({ from, to, text }): Event => ({
          entry,
          by: what.kind === 'sent' ? 'lab' : 'target',
          line: text,
          // What the text shows as it is need not be shown twice.
          ...(/\\[xu]/.test(text) ? { octets: what.octets.subarray(from, to) } : {})
        }))
      : []
  )
}

function readFrames(trace: Trace, role: Role): Event[] {
  return readHttp2(trace, role === 'client' ? 'target' : 'lab').events.flatMap((event): Event[] => {
    const { entry, by } = event
    switch (event.event) {
      case 'frame':
        return [{ entry, by, line: frameLine(event.frame), octets: frameOctets(event.frame) }]
      case 'preface':
        return [
          { entry, by, line: event.valid ? 'connection preface' : 'something else than a connection preface' }
        ]
      case 'fields': {
        const lines = event.fields.map(({ name, value }) => printable(`${name}: ${value}`))
        const more = lines.length > 12 ? ` … ${lines.length - 12} more` : ''
        return [
          { entry, by, line: `  fields on stream ${event.stream}: ${lines.slice(0, 12).join(' | ')}${more}` }
        ]
      }
      case 'undecodable':
        return [
          {
            entry,
            by,
            line: `  field block on stream ${event.stream} does not decode: ${printable(event.reason)}`
          }
        ]
      default:
        return []
    }
  })
}

function plain(entry: Entry, index: number): Event | undefined {
  const by = (who: 'lab' | 'target', line: string, octets?: Uint8Array): Event => ({
    entry: index,
    by: who,
    line,
    ...(octets === undefined ? {} : { octets })
  })
  switch (entry.kind) {
    case 'open':
      return by(
        'lab',
        `connection open${entry.tls === undefined ? '' : ` (${printable(entry.tls.protocol)}, ALPN ${printable(String(entry.tls.alpn))})`}`
      )
    case 'refused':
      return by('target', `connection refused: ${printable(entry.reason)}`)
    case 'sent':
      return by('lab', `${entry.octets.length} octets`, entry.octets)
    case 'received':
      return by('target', `${entry.octets.length} octets`, entry.octets)
    case 'elided':
      return by(entry.by, `${entry.length} octets more, not kept`)
    case 'unsent':
      return by('lab', `${entry.length} octets not sent: the connection was gone`)
    case 'fin':
      return by(entry.by, 'end of the connection (FIN)')
    case 'rst':
      return by(
        entry.by,
        `connection reset (RST)${entry.reason === undefined ? '' : `: ${printable(entry.reason)}`}`
      )
    case 'deadline':
      return by('lab', `waited ${Math.round(entry.waited)} ms in vain`)
    case 'unresolved':
      return by('lab', `not possible here: ${printable(entry.reason)}`)
    case 'exit':
      return by(
        'target',
        `exit with ${entry.status === null ? printable(String(entry.signal)) : `status ${entry.status}`}`
      )
    case 'met':
    case 'record':
    case 'sample':
      return undefined
  }
}
