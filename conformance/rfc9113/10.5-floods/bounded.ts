import { that, type Expectation } from '../../../lab/http2/expectation.ts'
import { codeIn, codeTextIn, has, isType, settingsIn, type Http2Event } from '../../../lab/http2/reading.ts'
import { errorName } from '../../../lab/http2/registry.ts'
import type { FieldsEvent, View } from '../../../lab/http2/view.ts'
import { conforms, inconclusive, violates, type Finding, type Manner } from '../../../lab/verdict.ts'

/** The streams on which other connections are asked whether they are served, by the connection's name. */
export const WITNESSES = { other: 0x3f01, new: 0x3f03 } as const
/** The stream of the last request on the flood's connection: above all that floods use. */
export const MAIN_CANARY = 0xffffff

/**
 * Whether a flood is bounded, as far as the wire shows (RFC 9113, section 10.5). A limit may be set anywhere and need
 * not be told, so that a target that takes the whole flood is not accused: what it must not do is to stop serving others.
 */
export const bounded = (excess?: Excess): Expectation =>
  that('the flood cut off, or taken without harm to other connections', (view) => judge(view, excess))

/** A field section so large that only a missing limit explains that it is taken like any other. */
export interface Excess {
  /** The stream of its request. */
  readonly stream: number
  /** Octets of the field section (RFC 9113, section 6.5.2). */
  readonly octets: number
}

/** A field section so many times as large as the announced SETTINGS_MAX_HEADER_LIST_SIZE was not held against it. */
const BEYOND = 16

function judge(view: View, excess: Excess | undefined): Finding {
  const unlimited = excess === undefined ? undefined : taken(view, excess)
  if (unlimited !== undefined) return unlimited
  const served: Http2Event[] = []
  for (const [on, stream] of Object.entries(WITNESSES)) {
    const usual = view.statusInControl.get(stream)
    if (usual === undefined) return inconclusive(`the ${on} connection was not served at the control, either`)
    const answer = answered(view, on, stream)
    if (answer === undefined) return unserved(view, on)
    if (answer.status !== usual)
      return inconclusive(
        `the ${on} connection was answered with status ${answer.status}, and ${usual} at the control`,
        [answer.event.entry]
      )
    served.push(answer.event)
  }
  return fate(
    view,
    served.map(({ entry }) => entry)
  )
}

/** A field section far beyond the limit that the target itself announced, processed as if there were none. */
function taken(view: View, { stream, octets }: Excess): Finding | undefined {
  const limit = view
    .frames(view.before)
    .filter(({ on, frame }) => on === 'main' && isType(frame, 'SETTINGS') && !has(frame, 'ACK'))
    .flatMap(({ frame }) => settingsIn(frame))
    .findLast(({ name }) => name === 'MAX_HEADER_LIST_SIZE')?.value
  const answer = answered(view, 'main', stream)
  if (limit === undefined || octets < limit * BEYOND || answer === undefined) return undefined
  if (answer.status !== view.statusInControl.get(stream) || answer.status >= 400) return undefined
  return violates(
    `a field section of ${octets} octets was processed like any other, and the limit announced is ${limit}`,
    [answer.event.entry]
  )
}

/** What became of the flood's own connection, where all others are served. */
function fate(view: View, entries: readonly number[]): Finding {
  const main = view.after.filter(({ on }) => on === 'main')
  for (const event of main) {
    if (event.event !== 'frame' || !isType(event.frame, 'GOAWAY')) continue
    const name = errorName(codeIn(event.frame))
    return conforms(
      name === 'ENHANCE_YOUR_CALM' ? 'declared limit' : name === 'NO_ERROR' ? 'close only' : 'generic code',
      `cut off: GOAWAY with ${codeTextIn(event.frame)}`,
      [event.entry, ...entries]
    )
  }
  const closing = main.find(({ event }) => event === 'fin' || event === 'rst')
  if (closing !== undefined)
    return conforms('close only', 'cut off: the connection was closed', [closing.entry, ...entries])
  for (const [manner, names] of REFUSALS) {
    const reset = view
      .frames(main)
      .find(({ frame }) => isType(frame, 'RST_STREAM') && names.includes(errorName(codeIn(frame)) ?? ''))
    if (reset !== undefined)
      return conforms(manner, `refused: RST_STREAM with ${codeTextIn(reset.frame)}, and others are served`, [
        reset.entry,
        ...entries
      ])
  }
  const limited = main.find((event) => event.event === 'fields' && LIMIT_STATUSES.has(statusOf(event) ?? 0))
  if (limited?.event === 'fields')
    return conforms('declared limit', `answered with status ${statusOf(limited)}, and others are served`, [
      limited.entry,
      ...entries
    ])
  const asked = view.events.some(
    (event) => event.by === 'lab' && event.event === 'fields' && event.stream === MAIN_CANARY
  )
  return asked && answered(view, 'main', MAIN_CANARY) === undefined
    ? conforms('exact', 'its connection was left without an answer, and others are served', entries)
    : conforms(
        'exact',
        `${asked ? 'all of it was taken' : 'nothing of it was refused'}, and others are served`,
        entries
      )
}

/** Codes by which a server refuses a stream that is no offence. */
const REFUSALS: readonly (readonly [Manner, readonly string[]])[] = [
  ['declared limit', ['ENHANCE_YOUR_CALM', 'REFUSED_STREAM']],
  ['generic code', ['INTERNAL_ERROR', 'CANCEL']]
]

/** Statuses by which a server says that a limit of its own was reached. */
const LIMIT_STATUSES: ReadonlySet<number> = new Set([413, 414, 429, 431, 503])

/** A connection that was served at the control and is not at the probe. */
function unserved(view: View, on: string): Finding {
  const events = view.events.filter(
    (event) => event.on === on && (event.entry >= view.markEntry || on === 'new')
  )
  const goaway = view.frames(events).find(({ frame, by }) => by === 'target' && isType(frame, 'GOAWAY'))
  if (goaway !== undefined)
    return inconclusive(`the ${on} connection was ended, too: GOAWAY with ${codeTextIn(goaway.frame)}`, [
      goaway.entry
    ])
  const reset = view.frames(events).find(({ frame, by }) => by === 'target' && isType(frame, 'RST_STREAM'))
  if (reset !== undefined)
    return inconclusive(`on the ${on} connection the request was reset with ${codeTextIn(reset.frame)}`, [
      reset.entry
    ])
  for (const event of events)
    switch (event.event) {
      case 'refused':
        return violates(`a new connection could not be made behind the flood: ${event.reason}`, [event.entry])
      case 'fin':
      case 'rst':
        if (event.by !== 'target') break
        return violates(`the flood on one connection ended the ${on} one without an answer`, [event.entry])
      case 'deadline':
        return violates(`behind the flood on one connection, the ${on} one was not answered`, [event.entry])
      default:
        break
    }
  return inconclusive(`the ${on} connection was not asked`)
}

/** The final response on a connection's stream. */
function answered(
  view: View,
  on: string,
  stream: number
): { event: FieldsEvent; status: number } | undefined {
  for (const event of view.sections(stream)) {
    const status = statusOf(event)
    if (event.on === on && status !== undefined) return { event, status }
  }
  return undefined
}

function statusOf({ fields }: FieldsEvent): number | undefined {
  const status = Number(fields.find(({ name }) => name === ':status')?.value ?? NaN)
  return status >= 200 ? status : undefined
}
