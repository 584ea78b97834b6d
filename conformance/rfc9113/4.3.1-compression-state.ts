import { HpackDecoder } from '../../impl/hpack/decoder.ts'
import { sizeUpdate } from '../../impl/hpack/representation.ts'
import { accepted, connectionError, that } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import { has, isType } from '../../lab/http2/reading.ts'
import { any, barrier, get, goaway, over, send, settings, until } from '../../lab/http2/steps.ts'
import { conforms, inconclusive, violates, type Finding } from '../../lab/verdict.ts'
import type { View } from '../../lab/http2/view.ts'
import { obligation, offence, tolerance } from '../http2/server-case.ts'
import { METHOD, request, TARGET } from '../rfc7541/request.ts'

/** The pattern of a dynamic table size update (RFC 7541 section 6.3): the three highest bits are 001. */
const isSizeUpdate = (octet: number | undefined): boolean => octet !== undefined && octet >> 5 === 1

/**
 * What the server encodes after it acknowledged a table of 0 octets begins with a size update, if its table held something.
 * Field blocks in several frames are not looked at: responses to the page are short.
 */
function updated(view: View, within = Infinity): Finding {
  const decoder = new HpackDecoder()
  decoder.setMaxTableSize(0x7fffffff)
  let acknowledged = false
  for (const { by, frame, entry } of view.frames(view.events)) {
    if (by !== 'target') continue
    if (isType(frame, 'SETTINGS') && has(frame, 'ACK')) acknowledged = entry >= view.markEntry
    if (!isType(frame, 'HEADERS') && !isType(frame, 'PUSH_PROMISE')) continue
    if (
      !has(frame, 'END_HEADERS') ||
      has(frame, 'PADDED') ||
      (isType(frame, 'HEADERS') && has(frame, 'PRIORITY'))
    )
      return inconclusive('a field block of the server is padded, or in several frames', [entry])
    // A promise has its identifier before the field block.
    const block = frame.payload.subarray(isType(frame, 'PUSH_PROMISE') ? 4 : 0)
    if (acknowledged) {
      const held = decoder.tableSize
      if (held === 0) return conforms('exact', 'the table of the server was empty', [entry])
      if (!isSizeUpdate(block[0]))
        return violates(`no size update, with ${held} octets in the table`, [entry])
      const size = (block[0] as number) & 0x1f
      return size <= within
        ? conforms('exact', `a size update, with ${held} octets in the table`, [entry])
        : violates(`a size update to more than ${within} octets, with ${held} in the table`, [entry])
    }
    try {
      decoder.decode(block)
    } catch {
      return inconclusive("the server's field block does not decode", [entry])
    }
  }
  return judgeProbe(accepted(5), view)
}

export const cases = [
  obligation({
    id: 'http2/lowered-table-without-size-update',
    title: 'SETTINGS_HEADER_TABLE_SIZE lowered to 0 after two responses, and a third',
    requirements: ['rfc9113-4.3.1-1', 'rfc9113-6.5.3-1', 'rfc9113-6.5-2'],
    given: [send(get(1)), until(over(1)), send(get(3)), until(over(3))],
    control: settings(['HEADER_TABLE_SIZE', 4096]),
    probe: settings(['HEADER_TABLE_SIZE', 0]),
    then: [
      until(any({ until: 'settings acknowledged' }, goaway)),
      send(get(5)),
      until(any(over(5), goaway)),
      ...barrier()
    ],
    expect: that('a size update at the start of the field block', (view) => updated(view))
  }),
  obligation({
    id: 'http2/smallest-table-size-not-signalled',
    title: 'SETTINGS_HEADER_TABLE_SIZE lowered to 0 and raised again, after two responses, and a third',
    requirements: ['rfc7541-4.2-3', 'rfc9113-4.3.1-1'],
    given: [send(get(1)), until(over(1)), send(get(3)), until(over(3))],
    control: settings(['HEADER_TABLE_SIZE', 4096], ['HEADER_TABLE_SIZE', 4096]),
    probe: settings(['HEADER_TABLE_SIZE', 0], ['HEADER_TABLE_SIZE', 4096]),
    then: [
      until(any({ until: 'settings acknowledged' }, goaway)),
      send(get(5)),
      until(any(over(5), goaway)),
      ...barrier()
    ],
    expect: that('a size update to 0 at the start of the field block', (view) => updated(view, 0))
  }),
  offence({
    id: 'http2/no-size-update-for-small-table',
    title: 'the first field block without a size update, where the server announced a smaller table',
    requirements: ['rfc9113-4.3.1-2'],
    needs: ['small-table'],
    control: request(1, { kind: 'sizeUpdate', size: { peer: 'HEADER_TABLE_SIZE' } }, METHOD, ...TARGET),
    probe: request(1, METHOD, ...TARGET),
    expect: connectionError('COMPRESSION_ERROR')
  }),
  tolerance({
    id: 'http2/smaller-size-update-for-small-table',
    title: 'a size update below the smaller table that the server announced',
    requirements: ['rfc9113-4.3.1-2', 'rfc7541-4.2-1'],
    needs: ['small-table'],
    control: request(1, { kind: 'sizeUpdate', size: { peer: 'HEADER_TABLE_SIZE' } }, METHOD, ...TARGET),
    probe: request(1, sizeUpdate(0), METHOD, ...TARGET),
    expect: accepted(1)
  })
]
