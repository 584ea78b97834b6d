import type { Role } from '../case.ts'
import { kindsOf } from '../deciding.ts'
import type { Trace } from '../trace.ts'
import { codeTextIn, has, isType, readHttp2, type Http2Event } from './reading.ts'
import { frameName } from './registry.ts'

/** What one event is called, and the words by which a reason may speak of it, the most telling first. */
interface Named {
  readonly name: string
  readonly words: readonly string[]
  readonly error: boolean
}

/**
 * What the deciding entries are (see lab/deciding.ts): `GOAWAY FRAME_SIZE_ERROR`, `status 200`, `DATA`, `FIN`.
 *
 * Which frames come together in one read is chance. So of an entry only that counts which the reason speaks of, by kind
 * and code, or by one of them; otherwise the error frames; and otherwise it is an answer (`answered`), whatever was in it.
 */
export function http2Kinds(
  trace: Trace,
  entries: readonly number[],
  reason: string,
  role: Role
): readonly string[] {
  const { events } = readHttp2(trace, role === 'client' ? 'target' : 'lab')
  return kindsOf(trace, entries, (index) => {
    const named = events.filter(({ entry, by }) => entry === index && by === 'target').flatMap(nameOf)
    const score = ({ words }: Named) => words.filter((word) => speaksOf(reason, word)).length
    const best = Math.max(0, ...named.map(score))
    const telling = best > 0 ? named.filter((one) => score(one) === best) : named.filter(({ error }) => error)
    return telling.length > 0 ? [...new Set(telling.map(({ name }) => name))].sort() : ['answered']
  })
}

function nameOf(event: Http2Event): Named[] {
  if (event.event === 'undecodable')
    return [{ name: 'undecodable field block', words: ['does not decode'], error: true }]
  if (event.event === 'foreign') return [{ name: 'no HTTP/2', words: ['does not speak'], error: true }]
  if (event.event === 'fields') {
    const status = event.fields.find(({ name }) => name === ':status')?.value
    return status !== undefined && /^\d{3}$/.test(status)
      ? [{ name: `status ${status}`, words: [`status ${status}`], error: false }]
      : []
  }
  if (event.event !== 'frame') return []
  const { frame } = event
  const type = frameName(frame.type) ?? `type 0x${frame.type.toString(16)}`
  if (isType(frame, 'GOAWAY') || isType(frame, 'RST_STREAM')) {
    const code = codeTextIn(frame)
    return [{ name: `${type} ${code}`, words: [type, code], error: true }]
  }
  const acknowledges = (isType(frame, 'PING') || isType(frame, 'SETTINGS')) && has(frame, 'ACK')
  return [{ name: acknowledges ? `${type} ACK` : type, words: [type], error: false }]
}

/** Whether a reason has the word as a word: DATA is none of DATA_BLOCKED. */
function speaksOf(reason: string, word: string): boolean {
  for (let at = reason.indexOf(word); at !== -1; at = reason.indexOf(word, at + 1))
    if (!/\w/.test(reason[at - 1] ?? ' ') && !/\w/.test(reason[at + word.length] ?? ' ')) return true
  return false
}
