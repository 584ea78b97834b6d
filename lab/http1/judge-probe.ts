import { conforms, inconclusive, violates, type Finding } from '../verdict.ts'
import { describe, type Expectation } from './expectation.ts'
import type { Seen, View } from './view.ts'

/** Statuses by which a server says that a limit of its own was reached, or that it cannot serve now. */
const LIMITS: ReadonlySet<number> = new Set([408, 413, 414, 429, 431, 500, 502, 503, 504])
/** Statuses by which a request can be refused for its form, when the sentence asks for another one. */
const REFUSALS: ReadonlySet<number> = new Set([400, 403, 405, 411, 413, 414, 417, 422, 426, 431, 501, 505])

/** Judges what a server did at the probe. */
export function judgeProbe(expectation: Expectation, view: View): Finding {
  switch (expectation.expect) {
    case 'refused':
      return refused(expectation, view)
    case 'not served':
      return notServed(expectation.statuses, view)
    case 'accepted':
      return accepted(view)
    case 'status':
      return status(expectation.statuses, view)
    case 'closed':
      return closed(view)
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

type Refused = Extract<Expectation, { expect: 'refused' }>

function refused(expectation: Refused, view: View): Finding {
  const { statuses, closes } = expectation
  const { response } = view
  if (response === undefined) return unanswered(view, describe(expectation))
  const code = response.message.status ?? 0
  const at = [response.entry]
  const exact = statuses.includes(code)
  // Where the control gets such a status as well, it says nothing about the probe.
  const usual = view.usual?.status === code
  if (!exact && (usual || !REFUSALS.has(code)))
    return code >= 500
      ? inconclusive(`answered with status ${code}`, at)
      : violates(`answered with status ${code}, as a lawful request is`, at)
  if (exact && usual) return inconclusive(`the control is answered with status ${code} as well`, at)
  if (closes === true) {
    const open = stillServing(view)
    if (open !== undefined)
      return violates(`answered with status ${code}, and what was sent behind it was answered, too`, [
        ...at,
        open.entry
      ])
    if (view.closing() === undefined)
      return inconclusive(
        `answered with status ${code}; the connection stayed open and said nothing more`,
        at
      )
  }
  return conforms(exact ? 'exact' : 'generic code', `answered with status ${code}`, at)
}

/** No response at all: closed on it, or silence. */
function unanswered(view: View, what: string): Finding {
  const { foreign } = view
  if (foreign !== undefined)
    return violates(`answered with octets that are no response: ${foreign.reason}`, [foreign.entry])
  const closing = view.closedByItself()
  if (closing !== undefined)
    return conforms(
      'close only',
      `the connection was ${closing.event === 'rst' ? 'reset' : 'closed'} without a response`,
      [closing.entry]
    )
  const end = view.closing()
  return end === undefined
    ? inconclusive(`neither ${what} nor the end of the connection`)
    : inconclusive('the target waited for more until the connection was half-closed, and then closed it', [
        end.entry
      ])
}

function notServed(statuses: readonly number[], view: View): Finding {
  const { response, halfClosed } = view
  if (response !== undefined && halfClosed !== undefined && halfClosed < response.began)
    return conforms('exact', 'the target waited for the rest until the connection was half-closed', [
      response.entry
    ])
  if (response !== undefined) return refused({ expect: 'refused', statuses }, view)
  const silent = unanswered(view, describe({ expect: 'not served', statuses }))
  const end = view.closing()
  return silent.verdict === 'inconclusive' && end !== undefined
    ? conforms('exact', 'the target waited for the rest until the connection was half-closed', [end.entry])
    : silent
}

/** A second response at or after the mark: to what was sent behind the probe. */
const stillServing = (view: View): Seen | undefined => view.responses()[1]

function accepted(view: View): Finding {
  const { response, usual } = view
  if (response === undefined) {
    const { foreign } = view
    if (foreign !== undefined)
      return violates(`answered with octets that are no response: ${foreign.reason}`, [foreign.entry])
    const closing = view.closedByItself()
    if (closing !== undefined)
      return violates('the connection was closed although the probe is lawful', [closing.entry])
    return inconclusive('no answer to the probe')
  }
  const code = response.message.status ?? 0
  const at = [response.entry]
  if (code !== usual?.status) {
    if (LIMITS.has(code)) return inconclusive(`refused by a limit: status ${code}`, at)
    if (code >= 400) return violates(`refused with status ${code} although it is lawful`, at)
    return inconclusive(
      `answered with status ${code}, where the control was answered with ${usual?.status ?? 'nothing'}`,
      at
    )
  }
  return conforms('exact', `answered with status ${code}`, at)
}

function status(statuses: readonly number[], view: View): Finding {
  const { response } = view
  const what = describe({ expect: 'status', statuses })
  if (response === undefined) {
    const closing = view.closedByItself()
    return closing === undefined
      ? inconclusive(`no answer where ${what} is asked for`)
      : violates(`the connection was closed where ${what} is asked for`, [closing.entry])
  }
  const code = response.message.status ?? 0
  const at = [response.entry]
  if (statuses.includes(code)) return conforms('exact', `answered with status ${code}`, at)
  return LIMITS.has(code)
    ? inconclusive(`answered with status ${code}`, at)
    : violates(`answered with status ${code} where ${what} is asked for`, at)
}

function closed(view: View): Finding {
  const closing = view.closedByItself()
  const { response } = view
  if (closing !== undefined)
    return conforms('exact', response === undefined ? 'the connection was closed' : 'answered, then closed', [
      ...(response === undefined ? [] : [response.entry]),
      closing.entry
    ])
  const open = stillServing(view)
  if (open !== undefined)
    return violates('what was sent behind it on the connection was answered', [open.entry])
  return response === undefined
    ? inconclusive('neither a response nor the end of the connection')
    : violates(`answered with status ${response.message.status}, and the connection stayed open`, [
        response.entry
      ])
}
