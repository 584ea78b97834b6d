import type { Actor, Endpoint, Entry, EntryOf, Trace } from '../trace.ts'
import { TOOL } from '../version.ts'
import { addressOctets } from './address.ts'
import { connectionsOf, type TracedConnection } from './connections.ts'
import { decryptionSecrets, enhancedPacket, interfaceDescription, sectionHeader } from './pcapng.ts'
import { TcpConversation } from './tcp-conversation.ts'
import type { End } from './tcp-packet.ts'

export interface CaptureOptions {
  /** Who opens connections: the lab, or (where the target is a client) the target. */
  readonly client: Actor
  /** When the exchange began, in milliseconds since 1970. */
  readonly epoch: number
  /** What the exchange is: goes into the capture's comment. */
  readonly title?: string
  /** The name by which tshark knows the protocol of cleartext connections: http2. */
  readonly decodeAs?: string
}

export interface Capture {
  readonly pcapng: Uint8Array
  /** Lines for a key log file (NSS format), where connections were over TLS and their records were kept. */
  readonly keyLog: string | undefined
}

/**
 * A trace as a capture file. Payloads, ports, addresses and times are what the lab saw; the IP and TCP headers around
 * them are made up, since a socket does not show them. TLS records are the real ones where the trace kept them.
 */
export function captureOf(trace: Trace, options: CaptureOptions): Capture {
  const connections = connectionsOf(trace, options.client)
  const keyLog = keyLogOf(connections)
  const packets = connections
    .flatMap((connection, number) => packetsOf(connection, endsOf(connection, number), options))
    .sort((a, b) => a.index - b.index)
  const blocks = [
    sectionHeader(TOOL, comment(connections, options)),
    interfaceDescription(),
    ...(keyLog === undefined ? [] : [decryptionSecrets(keyLog)]),
    ...packets.map(({ packet, at, says }) =>
      enhancedPacket(packet, Math.round((options.epoch + at) * 1000), says)
    )
  ]
  return { pcapng: join(blocks), keyLog }
}

interface Placed {
  readonly index: number
  readonly at: number
  readonly packet: Uint8Array
  readonly says?: string
}

function packetsOf(
  connection: TracedConnection,
  ends: Readonly<Record<Actor, End>>,
  { client }: CaptureOptions
): Placed[] {
  const { entries, records } = connection
  const conversation = new TcpConversation(ends)
  const placed: Placed[] = []
  let missing = ''
  const place = (index: number, at: number, packets: readonly Uint8Array[], says = ''): void => {
    for (const [number, packet] of packets.entries()) {
      const told = number === 0 ? [missing, says].filter((part) => part !== '').join('; ') : ''
      placed.push({ index, at, packet, ...(told === '' ? {} : { says: told }) })
    }
    if (packets.length > 0) missing = ''
  }
  const [first] = entries
  if (first === undefined) return []
  if (first.entry.kind === 'refused') {
    const answered = /ECONNREFUSED|ECONNRESET/.test(first.entry.reason)
    place(first.index, first.entry.at, conversation.refused(client, answered), first.entry.reason)
    return placed
  }
  place(first.index, first.entry.at, conversation.open(client))
  for (const { index, entry } of inWireOrder(entries, records)) {
    switch (entry.kind) {
      case 'record':
        place(index, entry.at, conversation.data(entry.by, entry.octets))
        break
      case 'sent':
      case 'received':
        if (!records)
          place(
            index,
            entry.at,
            conversation.data(entry.kind === 'sent' ? 'lab' : 'target', entry.octets),
            automatic(entry)
          )
        break
      case 'elided':
        if (records) break
        conversation.skip(entry.by, entry.length)
        missing = `${entry.length} octets of the ${entry.by} before this were not kept`
        break
      case 'fin':
        place(index, entry.at, conversation.finish(entry.by))
        break
      case 'rst':
        place(index, entry.at, conversation.reset(entry.by), entry.reason)
        break
      default:
        break
    }
  }
  return placed
}

const automatic = (entry: EntryOf<'sent'> | EntryOf<'received'>): string =>
  entry.kind === 'sent' && entry.auto === true ? 'sent automatically, not by the script' : ''

/**
 * Over TLS the end of our side is noted before the records that it causes (close_notify) are written: the FIN comes
 * after the last of them.
 */
function inWireOrder(
  entries: TracedConnection['entries'],
  records: boolean
): readonly { readonly index: number; readonly entry: Entry }[] {
  if (!records) return entries
  const last = (by: Actor): number =>
    entries.findLastIndex(({ entry }) => entry.kind === 'record' && entry.by === by)
  const keyed = entries.map((one, position) => {
    const { entry } = one
    const late = (entry.kind === 'fin' || entry.kind === 'rst') && last(entry.by) > position
    if (!late) return { ...one, position }
    const after = entries[last(entry.by)] as (typeof entries)[number]
    return { index: after.index, entry: { ...entry, at: after.entry.at }, position: last(entry.by) + 0.5 }
  })
  return keyed.sort((a, b) => a.position - b.position)
}

/** Real addresses and ports where the trace has them; made up (and different for each connection) where it has not. */
function endsOf({ open, records }: TracedConnection, number: number): Readonly<Record<Actor, End>> {
  const lab = end(open?.local)
  const target = end(open?.remote)
  if (lab !== undefined && target !== undefined && lab.address.length === target.address.length)
    return { lab, target }
  const made = Uint8Array.of(192, 0, 2, 1)
  return {
    lab: { address: made, port: 49_152 + (number % 16_384) },
    target: { address: Uint8Array.of(192, 0, 2, 2), port: records ? 443 : 80 }
  }
}

function end(endpoint: Endpoint | undefined): End | undefined {
  const address = endpoint === undefined ? undefined : addressOctets(endpoint.address)
  return address === undefined || endpoint === undefined ? undefined : { address, port: endpoint.port }
}

function keyLogOf(connections: readonly TracedConnection[]): string | undefined {
  const lines = connections.flatMap(({ open, records }) => (records ? (open?.tls?.keyLog ?? []) : []))
  return lines.length === 0 ? undefined : `${[...new Set(lines)].join('\n')}\n`
}

function comment(
  connections: readonly TracedConnection[],
  { client, title, decodeAs }: CaptureOptions
): string {
  const cleartext = connections.filter(({ records }) => !records)
  const ports = new Set(
    cleartext.flatMap(({ open }) => (client === 'lab' ? open?.remote?.port : open?.local?.port) ?? [])
  )
  return [
    ...(title === undefined ? [] : [title]),
    'IP and TCP headers are made up from what a socket shows; payloads are as they crossed the wire.',
    ...(cleartext.some(({ open }) => open?.tls !== undefined)
      ? ['TLS was taken off: its records were not kept.']
      : []),
    ...(decodeAs === undefined
      ? []
      : [...ports].map((port) => `To decode: tshark -d tcp.port==${port},${decodeAs}`))
  ].join('\n')
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
