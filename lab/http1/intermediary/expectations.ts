import { conforms, inconclusive, violates, type Finding } from '../../verdict.ts'
import { that, type Expectation } from '../expectation.ts'
import { judgeProbe } from '../judge-probe.ts'
import type { Seen, View } from '../view.ts'
import type { WireMessage } from '../wire-message.ts'
import { forwarded, relayed } from './both-sides.ts'

/** Says what is wrong with a message on the other side, or nothing. */
export type Check = (message: WireMessage, view: View) => string | undefined

/** Statuses that say that the intermediary could not, rather than would not. */
const CANNOT: ReadonlySet<number> = new Set([408, 413, 414, 429, 431, 500, 503])

/**
 * The request goes on to the origin, and `check` finds nothing wrong with it. `orRefused`: statuses by which it may
 * lawfully be refused instead. Otherwise a refusal is a violation, since the request is lawful.
 */
export const forwards = (says: string, check: Check, orRefused: readonly number[] = []): Expectation =>
  that(says, (view) => {
    const [first] = forwarded(view).filter(({ entry }) => entry >= view.markEntry)
    if (first !== undefined) return checked(first, check, view, 'forwarded')
    return unforwarded(view, orRefused)
  })

/** The request is not served: `check` may say of what was forwarded that it is repaired, where the specification allows that. */
export const refuses = (statuses: readonly number[], repaired?: Check, says?: string): Expectation =>
  that(
    says ??
      `a response with status ${statuses.join(' or ')}, and nothing forwarded${repaired === undefined ? '' : ' but what is repaired'}`,
    (view) => {
      const [request] = forwarded(view).filter(({ entry }) => entry >= view.markEntry)
      if (request?.message.over === true) {
        const wrong = repaired === undefined ? 'it was forwarded' : repaired(request.message, view)
        return wrong === undefined
          ? conforms('exact', 'forwarded in a form in which nothing is wrong with it', [request.entry])
          : violates(wrong, [request.entry])
      }
      if (request?.message.broken !== undefined)
        return violates(`forwarded as it came: ${request.message.broken}`, [request.entry])
      const [answer] = view.responses()
      if (request !== undefined && answer !== undefined && (answer.message.status ?? 0) >= 500)
        return conforms(
          'generic code',
          `answered with status ${answer.message.status}, and what the origin has is not whole`,
          [answer.entry]
        )
      if (request !== undefined && answer?.message.status === view.usual?.status)
        return inconclusive('the origin answered before it had the whole request', [request.entry])
      return judgeProbe({ expect: 'refused', statuses }, view)
    }
  )

/**
 * No lawful reading of the request is ever complete: it is refused, or what is forwarded stays incomplete while the rest is waited
 * for.
 */
export const neverWhole = (...statuses: readonly number[]): Expectation =>
  that(
    `the request not to be whole at the origin, or a response with status ${statuses.join(' or ')}`,
    (view) => {
      const [request] = forwarded(view).filter(({ entry }) => entry >= view.markEntry)
      if (request?.message.over === true) return violates('it was forwarded as a whole', [request.entry])
      const [answer] = view.responses()
      if (request !== undefined && (answer?.message.status ?? 0) < 400)
        return conforms('exact', 'the rest of it was waited for', [request.entry])
      if (answer !== undefined) return judgeProbe({ expect: 'refused', statuses }, view)
      const closing = view.closing()
      return closing === undefined
        ? conforms('exact', 'nothing was forwarded, and the rest of it was waited for')
        : conforms('close only', 'the connection was closed without a response', [closing.entry])
    }
  )

/** The client gets a response with status 502 in place of the origin's; to close the connection is not enough. */
export const badGateway = (): Expectation =>
  that('a response with status 502', (view) => {
    const [response] = view.responses()
    if (response === undefined) return unanswered(view)
    const { status = 0 } = response.message
    if (CANNOT.has(status)) return inconclusive(`answered with status ${status}`, [response.entry])
    return status === 502
      ? conforms('exact', 'answered with status 502', [response.entry])
      : violates(`answered with status ${status}`, [response.entry])
  })

/** The client gets the origin's response, and `check` finds nothing wrong with it. */
export const relays = (says: string, check: Check): Expectation =>
  that(says, (view) => {
    const [response] = view.responses()
    if (response === undefined) return unanswered(view)
    const { status = 0 } = response.message
    if (status !== view.usual?.status && (status === 502 || status === 504))
      return violates(`answered with status ${status} in place of a lawful response`, [response.entry])
    if (CANNOT.has(status)) return inconclusive(`answered with status ${status}`, [response.entry])
    return checked(response, check, view, `relayed with status ${status}`)
  })

/**
 * The origin's response is not given to the client as it came: answered with 502, cut short where it had begun, or (where the
 * specification allows it) repaired.
 */
export const replaced = (repaired?: Check): Expectation =>
  that(
    `a response with status 502${repaired === undefined ? '' : ', or one in which nothing is wrong any more'}`,
    (view) => {
      const [response] = view.responses()
      if (response === undefined) {
        const { foreign } = view
        if (foreign?.on === 'main')
          return violates(`octets that are no response came through: ${foreign.reason}`, [foreign.entry])
        const closing = view.closedByItself()
        return closing === undefined
          ? inconclusive('neither a response nor the end of the connection')
          : conforms('close only', 'the connection was closed without a response', [closing.entry])
      }
      const { status = 0, over, broken } = response.message
      const at = [response.entry]
      if (status === 502) return conforms('exact', 'answered with status 502', at)
      if (status >= 500) return conforms('generic code', `answered with status ${status}`, at)
      if (!over && broken === undefined) {
        const closing = view.closing()
        return closing === undefined
          ? inconclusive('the response is not complete, and the connection is open', at)
          : conforms('close only', 'the response was cut short', [...at, closing.entry])
      }
      if (repaired === undefined) return violates(`relayed with status ${status}`, at)
      const wrong = broken ?? repaired(response.message, view)
      return wrong === undefined
        ? conforms('exact', 'relayed in a form in which nothing is wrong with it', at)
        : violates(wrong, at)
    }
  )

/** The intermediary answers by itself with one of the statuses, and forwards nothing. */
export const answersItself = (says: string, check: Check): Expectation =>
  that(says, (view) => {
    const [request] = forwarded(view).filter(({ entry }) => entry >= view.markEntry)
    if (request !== undefined)
      return violates(`forwarded: ${request.message.start.text.slice(0, 60)}`, [request.entry])
    const [response] = relayed(view)
    return response === undefined ? unanswered(view) : checked(response, check, view, 'answered by itself')
  })

function checked({ message, entry }: Seen, check: Check, view: View, how: string): Finding {
  const wrong = check(message, view)
  return wrong === undefined ? conforms('exact', how, [entry]) : violates(wrong, [entry])
}

function unforwarded(view: View, orRefused: readonly number[]): Finding {
  const [response] = view.responses()
  if (response === undefined) return unanswered(view)
  const { status = 0 } = response.message
  const at = [response.entry]
  if (orRefused.includes(status)) return conforms('response', `refused with status ${status}`, at)
  if (CANNOT.has(status)) return inconclusive(`answered with status ${status}`, at)
  return status >= 400
    ? violates(`refused with status ${status} although it is lawful`, at)
    : inconclusive(`answered by itself with status ${status}`, at)
}

function unanswered(view: View): Finding {
  const { foreign } = view
  if (foreign !== undefined && foreign.on === 'main')
    return violates(`answered with octets that are no response: ${foreign.reason}`, [foreign.entry])
  const closing = view.closedByItself()
  return closing === undefined
    ? inconclusive('neither a response nor the end of the connection')
    : violates('the connection was closed without a response', [closing.entry])
}
