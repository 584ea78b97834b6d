import { conforms, inconclusive, violates, type Finding } from '../verdict.ts'
import { codeFits, isLimit } from './codes.ts'
import type { Expectation } from './expectation.ts'
import { describe } from './expectation.ts'
import { judgeClient } from './judge-client.ts'
import { codeIn, codeTextIn, isType, type FrameEvent } from './reading.ts'
import type { ErrorName } from './registry.ts'
import type { StreamRef } from './stream-ref.ts'
import type { View } from './view.ts'

/** Statuses by which a server says that a limit of its own was reached. */
const LIMIT_STATUSES: ReadonlySet<number> = new Set([413, 414, 429, 431, 503])

/** Judges what the target did at the probe. */
export function judgeProbe(expectation: Expectation, view: View): Finding {
  if (view.role === 'client' && expectation.expect !== 'that' && expectation.expect !== 'any')
    return judgeClient(expectation, view)
  switch (expectation.expect) {
    case 'connection error':
      return connectionError(expectation.codes, view)
    case 'stream error':
      return streamError(numbered(expectation.stream), expectation.codes, false, view)
    case 'malformed':
      return streamError(numbered(expectation.stream), ['PROTOCOL_ERROR'], view.role === 'server', view)
    case 'connection closed':
      return connectionClosed(view)
    case 'accepted':
      return accepted(expectation.stream === undefined ? undefined : numbered(expectation.stream), view)
    case 'that':
      return expectation.judge(view)
    case 'any': {
      const findings = expectation.of.map((one) => judgeProbe(one, view))
      return (
        findings.find(({ verdict }) => verdict === 'conforms') ??
        findings.find(({ verdict }) => verdict === 'inconclusive') ??
        findings[0] ??
        inconclusive('nothing is expected')
      )
    }
  }
}

/** Servers' streams are of our choosing, so that an expectation always numbers them. */
function numbered(stream: StreamRef): number {
  if (typeof stream === 'number') return stream
  throw new Error('The streams of a server are named by number.')
}

/** A connection error reported by the target, or the end of the connection; undefined when there is neither. */
function ended(codes: readonly ErrorName[], view: View, what: string): Finding | undefined {
  const goaway = view.goaways.find(({ frame }) => codeIn(frame) !== 0)
  if (goaway !== undefined) {
    const manner = codeFits(codeIn(goaway.frame), codes, 'connection')
    const said = `GOAWAY with ${codeTextIn(goaway.frame)}`
    return manner === undefined
      ? violates(`${said}, where ${what} is asked for`, [goaway.entry])
      : conforms(manner, said, [goaway.entry])
  }
  const { closing } = view
  if (closing === undefined) return undefined
  const polite = view.goaways.length > 0 ? ' after GOAWAY with NO_ERROR' : ' without GOAWAY'
  return conforms(
    'close only',
    `the connection was ${closing.event === 'rst' ? 'reset' : 'closed'}${polite}`,
    [closing.entry]
  )
}

function connectionError(codes: readonly ErrorName[], view: View): Finding {
  const what = describe({ expect: 'connection error', codes })
  const end = ended(codes, view, what)
  if (end !== undefined) return end
  const { barrier } = view
  if (barrier === undefined) return inconclusive(`neither ${what} nor an answer to what was sent later`)
  const reset = view.frames().find(({ frame }) => isType(frame, 'RST_STREAM') && codeIn(frame) !== 0)
  return reset === undefined
    ? violates(`the target went on: what was sent later was answered, with no error`, [barrier.entry])
    : violates(
        `RST_STREAM with ${codeTextIn(reset.frame)} where ${what} is asked for, and the connection went on`,
        [reset.entry, barrier.entry]
      )
}

function connectionClosed(view: View): Finding {
  const goaway = view.goaways[0]
  const { closing, barrier } = view
  if (closing !== undefined)
    return goaway === undefined
      ? conforms('close only', 'the connection was closed', [closing.entry])
      : conforms('exact', 'GOAWAY, then the connection was closed', [goaway.entry, closing.entry])
  if (barrier !== undefined)
    return violates('the target went on: what was sent later was answered', [barrier.entry])
  if (goaway !== undefined) return inconclusive('GOAWAY came, but the connection stayed open', [goaway.entry])
  return inconclusive('the connection stayed open, with no answer to what was sent later')
}

function streamError(stream: number, codes: readonly ErrorName[], responds: boolean, view: View): Finding {
  const what = describe({ expect: 'stream error', stream, codes })
  const resets = view.resets(stream).filter(({ frame }) => codeIn(frame) !== 0)
  const reset = resets.find(({ frame }) => codeFits(codeIn(frame), codes) !== undefined) ?? resets[0]
  const end = ended(codes, view, what)
  // Who ends the connection may reset its streams on the way, with a code that says so: the error is what GOAWAY tells.
  const told = end?.verdict === 'conforms' && end.manner !== 'close only'
  const finding = reset === undefined ? undefined : byReset(reset, codes, what)
  if (finding !== undefined && (finding.verdict === 'conforms' || !told)) return finding
  if (end !== undefined)
    return end.verdict === 'conforms' && end.manner !== 'close only' ? { ...end, manner: 'escalated' } : end
  const response = view.response(stream)
  if (response !== undefined && response.event.entry >= view.markEntry) {
    const usual = view.statusInControl.get(stream)
    const refused = response.status >= 400 && response.status !== usual
    if (responds && refused)
      return conforms('response', `a response with status ${response.status}`, [response.event.entry])
    // Who refuses the page itself, with this very status, has not shown that it took the request.
    if (responds && response.status >= 400)
      return inconclusive(`answered with status ${response.status}, as the lawful control is`, [
        response.event.entry
      ])
    if (responds)
      return violates(`answered with status ${response.status}, as a lawful request is`, [
        response.event.entry
      ])
  }
  const { barrier } = view
  if (barrier !== undefined)
    return violates('the target went on: what was sent later was answered, with no error on the stream', [
      barrier.entry
    ])
  return inconclusive(`neither ${what} nor an answer to what was sent later`)
}

function byReset(reset: FrameEvent, codes: readonly ErrorName[], what: string): Finding {
  const manner = codeFits(codeIn(reset.frame), codes)
  const said = `RST_STREAM with ${codeTextIn(reset.frame)}`
  return manner === undefined
    ? violates(`${said}, where ${what} is asked for`, [reset.entry])
    : conforms(manner, said, [reset.entry])
}

function accepted(stream: number | undefined, view: View): Finding {
  const goaway = view.goaways.find(({ frame }) => codeIn(frame) !== 0)
  if (goaway !== undefined) return refusal(goaway, 'the connection ended')
  const response = stream === undefined ? undefined : view.response(stream)
  const reset =
    stream === undefined ? undefined : view.resets(stream).find(({ frame }) => codeIn(frame) !== 0)
  if (reset !== undefined) return refusal(reset, `stream ${stream} reset`)
  const { closing, barrier } = view
  if (response !== undefined && stream !== undefined) {
    const usual = view.statusInControl.get(stream)
    if (response.status !== usual) {
      if (LIMIT_STATUSES.has(response.status))
        return inconclusive(`refused by a limit: status ${response.status}`, [response.event.entry])
      if (response.status === 400)
        return violates('refused with status 400 although it is lawful', [response.event.entry])
      if (response.status >= 500)
        return inconclusive(`answered with status ${response.status}`, [response.event.entry])
    }
    if (closing === undefined || barrier !== undefined)
      return conforms('exact', `answered with status ${response.status}`, [response.event.entry])
  }
  if (closing !== undefined)
    return violates('the connection was closed although the probe is lawful', [closing.entry])
  if (barrier === undefined) return inconclusive('no answer to the probe, nor to what was sent later')
  return stream === undefined
    ? conforms('exact', 'what was sent later was answered', [barrier.entry])
    : violates(`stream ${stream} was not answered, while what was sent later was`, [barrier.entry])
}

function refusal(event: FrameEvent, what: string): Finding {
  const said = `${what} with ${codeTextIn(event.frame)}`
  return isLimit(codeIn(event.frame))
    ? inconclusive(`refused by a limit: ${said}`, [event.entry])
    : violates(`${said} although the probe is lawful`, [event.entry])
}
