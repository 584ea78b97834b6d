import type { Need } from '../case.ts'
import { deadlinesFor, type Deadlines } from '../patience.ts'
import { TargetFailed, type Survey } from '../suite.ts'
import type { Target } from '../target.ts'
import { ClientView, exitText, outcomeOf, shows, type Exit } from './client-view.ts'
import { http1Dialect } from './dialect.ts'
import { closing, head, message, send, until, untilQuiet, type Step } from './steps.ts'
import { begun, called, CONTENT, exit, lines, next, response, whole } from './steps-client.ts'
import { membersOf } from './wire-message.ts'

/** Exchanges that are timed. */
const CALIBRATIONS = 3
/** Before anything is known about a client; starting one may take seconds. */
const AT_FIRST = { ...deadlinesFor(0), answer: 10_000, quiet: 400 }
/** Starting and ending a program takes longer than answering, so that less of it counts. */
const SLOW = 6

type Play = (...steps: readonly Step[]) => Promise<ClientView>

/** Starts a client a few times against lawful scripts, and some that end too early, to find out what it offers and shows. */
export async function surveyClient(target: Target, deadlines: Deadlines = AT_FIRST): Promise<Survey> {
  const play = playing(target, deadlines)
  let roundTrip = 0
  let plain: ClientView | undefined
  for (let i = 0; i < CALIBRATIONS; i++) {
    plain = await play(...called(), send(whole(MARKED)), exit)
    talked(target, plain)
    roundTrip = Math.max(roundTrip, pace(plain))
  }
  const offers: Need[] = [target.tls ? 'tls' : 'cleartext']
  const lacks: Partial<Record<Need, string>> = target.tls
    ? { cleartext: 'the client was given an https URL' }
    : { tls: 'the client was given an http URL' }
  const tell = (need: Need, lack: string | undefined): void => {
    if (lack === undefined) offers.push(need)
    else lacks[need] = lack
  }
  const printed = plain?.exit
  const printing = (text: string, what: string): string | undefined =>
    printed !== undefined && shows(printed, text) ? undefined : `its output does not show ${what}`
  tell('shows-content', printing(CONTENT, 'the content of a response'))
  tell(
    'shows-fields',
    printed?.output.includes(AS_SENT) === true
      ? 'its output shows heads as they came, not as it has read them'
      : printing(MARK, 'the fields of a response')
  )
  const untold = await tells(play)
  tell('exit-status', untold)
  tell('shows-refusal', untold === undefined ? undefined : await closes(play, untold))
  const several = await manyRequests(play)
  tell('several-requests', several.lacks)
  tell('keep-alive', several.lacks ?? several.forgets)
  tell('next-connection', several.lacks ?? (await goesOn(play)))
  const upload = await uploads(play)
  tell('client-upload', upload.lacks)
  tell(
    'expects',
    upload.lacks ?? (upload.expects ? undefined : 'its upload does not wait for 100 (Continue)')
  )
  tell('redirect', await redirects(play))
  return { roundTrip, offers, lacks }
}

const MARK = 'a value of zyphos'
/** With whitespace that is no part of the value (RFC 9110, section 5.5). */
const AS_SENT = ` \t ${MARK}`
const MARKED = ['X-Name', AS_SENT] as const

/** How long the client took to answer, in milliseconds. */
function pace({ trace }: ClientView): number {
  const waits = trace.entries.flatMap((entry) => (entry.kind === 'met' ? [entry.waited] : []))
  const start = trace.entries.find(({ kind }) => kind === 'open')?.at ?? 0
  return Math.max(...waits.slice(0, -1), (waits.at(-1) ?? 0) / SLOW, start / SLOW)
}

/** Why a client that did not do its part is to be taken as gone; undefined when it makes a request and ends well. */
export async function lostClient(
  target: Target,
  deadlines: Deadlines = AT_FIRST
): Promise<string | undefined> {
  try {
    talked(target, await playing(target, deadlines)(...called(), send(whole()), exit))
    return undefined
  } catch (error) {
    if (error instanceof TargetFailed) return error.message
    throw error
  }
}

const playing =
  (target: Target, deadlines: Deadlines): Play =>
  async (...steps) =>
    new ClientView(
      await target.exchange({
        script: { steps },
        dialect: http1Dialect,
        context: { side: 'server', values: target.values },
        deadlines,
        required: Infinity
      }),
      0
    )

/** Why its exit status says nothing: it is to be another than 0 for a response that is cut off. */
async function tells(play: Play): Promise<string | undefined> {
  const view = await play(...called(), send(begun()), { do: 'close', abruptly: true }, exit)
  switch (outcomeOf(view.exit)) {
    case 'none':
      return 'it did not end when its response was cut off'
    case 'unseen':
      return 'nobody sees how it ends'
    case 'well':
      return 'it exits with status 0 although its response was cut off'
    case 'failed':
      return undefined
  }
}

/** Why it does not show by the end of its connection either that it refuses a response. */
async function closes(play: Play, untold: string): Promise<string | undefined> {
  const view = await play(
    ...called(),
    send(lines('HTTP/1.1 OK 200', `Content-Length: ${CONTENT.length}`)),
    untilQuiet(closing)
  )
  return view.closing() === undefined
    ? `${untold}, and it did not close on a response without status`
    : undefined
}

/** Whether it makes one request after the other, and on one connection. */
async function manyRequests(play: Play): Promise<{ readonly lacks?: string; readonly forgets?: string }> {
  const view = await play(...called({ task: 'several' }), send(whole()), ...next)
  const [refused] = view.events.filter(({ event, on }) => event === 'refused' && on === 'main')
  if (refused?.event === 'refused') return { lacks: refused.reason }
  if (view.requests('main').length > 1) return {}
  return view.requests('second').length > 0
    ? { forgets: 'it makes each request on a connection of its own' }
    : { lacks: 'it made no second request' }
}

/** Why it does not go on with another connection. */
async function goesOn(play: Play): Promise<string | undefined> {
  const view = await play(
    ...called({ task: 'several' }),
    send(whole(['Connection', 'close'])),
    { do: 'end' },
    ...next
  )
  return view.others.length > 0 ? undefined : 'it makes no request after a connection has ended'
}

/** Whether it can be made to send content, and whether it waits for 100 (Continue) first. */
async function uploads(play: Play): Promise<{ readonly lacks?: string; readonly expects: boolean }> {
  const view = await play(
    { do: 'open', task: 'upload' },
    until(head()),
    untilQuiet(message()),
    send('HTTP/1.1 100 Continue\r\n\r\n'),
    until(message()),
    send(whole()),
    exit
  )
  const [refused] = view.events.filter(({ event, on }) => event === 'refused' && on === 'main')
  if (refused?.event === 'refused') return { lacks: refused.reason, expects: false }
  const [request] = view.requests('main')
  if (request === undefined || request.message.length === 0)
    return { lacks: 'it sent no content', expects: false }
  return { expects: membersOf(request.message, 'expect').includes('100-continue') }
}

/** Why it is taken not to follow redirections. */
async function redirects(play: Play): Promise<string | undefined> {
  const view = await play(
    ...called(),
    send(
      response('HTTP/1.1 302 Found', [
        ['Location', '/elsewhere'],
        ['Content-Length', '0']
      ])
    ),
    ...next
  )
  const elsewhere = view.requests().some(({ message: { target } }) => target === '/elsewhere')
  return elsewhere ? undefined : 'it follows no redirection'
}

function talked({ name }: Target, view: ClientView): void {
  const { exit: end } = view
  const how = end === undefined ? '' : ended(end)
  for (const event of view.events) {
    if (event.event === 'refused') throw new TargetFailed(`${name} did not connect: ${event.reason}.${how}`)
    if (event.event === 'foreign' && event.by === 'target')
      throw new TargetFailed(`${name} does not speak HTTP/1 here: ${event.reason}.${how}`)
  }
  if (view.requests().length === 0) throw new TargetFailed(`${name} connected, but made no request.${how}`)
  if (end === undefined) throw new TargetFailed(`${name} did not end after a complete response.`)
  if (outcomeOf(end) === 'failed')
    throw new TargetFailed(`${name} failed although it got a complete response.${how}`)
}

function ended(end: Exit): string {
  const said = end.output === '' ? '' : ` It said: ${end.output.split('\n').at(-1)}`
  return ` It ended with ${exitText(end)}.${said}`
}
