import type { Need } from '../case.ts'
import { deadlinesFor, type Deadlines } from '../patience.ts'
import { quoted } from '../quoted.ts'
import { TargetFailed, type Survey } from '../suite.ts'
import type { Target } from '../target.ts'
import type { Trace } from '../trace.ts'
import { http2Dialect } from './dialect.ts'
import type { Frame } from './message.ts'
import { codeTextIn, isType, settingsIn } from './reading.ts'
import { FRAME_TYPES, INITIAL_SETTINGS, type SettingName } from './registry.ts'
import { uint32 } from './split.ts'
import {
  extendedConnect,
  get,
  getPushing,
  goaway,
  any,
  opening,
  over,
  post,
  response,
  send,
  until,
  untilQuiet,
  type Step
} from './steps.ts'
import { passesOverPriorityUpdate } from './survey-priority-update.ts'
import { View } from './view.ts'

/** Exchanges that are timed. */
const CALIBRATIONS = 3

/** Before it is known how fast a target answers. */
const PATIENT: Deadlines = { ...deadlinesFor(0), answer: 5000, quiet: 150 }

/** Finds out what a server offers, and how fast it answers. */
export async function surveyServer(target: Target, deadlines: Deadlines = PATIENT): Promise<Survey> {
  let patience = deadlines
  const play = (steps: readonly Step[]) =>
    target.exchange({
      script: { steps },
      dialect: http2Dialect,
      context: { side: 'client', values: target.values },
      deadlines: patience,
      required: Infinity
    })
  let roundTrip = 0
  let page: Trace | undefined
  for (let i = 0; i < CALIBRATIONS; i++) {
    page = await play([...opening(), send(get(1)), until(any(over(1), goaway))])
    talked(target, page)
    roundTrip = Math.max(roundTrip, ...page.entries.map((entry) => (entry.kind === 'met' ? entry.waited : 0)))
  }
  // That an answer stays away says something only after longer than answers take.
  patience = { ...deadlines, quiet: Math.max(deadlines.quiet, roundTrip * 4) }
  const view = new View(page as Trace, 0, 'server')
  const offers: Need[] = [target.tls ? 'tls' : 'cleartext']
  const lacks: Partial<Record<Need, string>> = {
    tls: 'the target is reached in cleartext',
    cleartext: 'the target is reached over TLS',
    push: 'the target did not push in answer to its page',
    large: 'no path with a body above 65,535 octets is known (--large)',
    'h2c-upgrade': 'the target did not upgrade from HTTP/1.1'
  }
  const body = dataOctets(view, 1)
  const status = view.response(1)?.status
  if (body > 0) offers.push('body')
  else
    lacks.body = `its page ${target.values['path'] ?? '/'} answered with status ${status} and no body (--path)`
  if (body > 65_535 || target.values['large'] !== undefined) offers.push('large')
  const limit = setting(view, 'MAX_CONCURRENT_STREAMS')
  if (limit !== undefined && limit <= 1000) offers.push('concurrency-limit')
  else
    lacks['concurrency-limit'] =
      limit === undefined
        ? 'it sets no SETTINGS_MAX_CONCURRENT_STREAMS'
        : `its SETTINGS_MAX_CONCURRENT_STREAMS is ${limit}`
  const tableSize = setting(view, 'HEADER_TABLE_SIZE') ?? 4096
  if (tableSize < 4096) offers.push('small-table')
  else lacks['small-table'] = `its SETTINGS_HEADER_TABLE_SIZE is ${tableSize}`
  if (setting(view, 'ENABLE_CONNECT_PROTOCOL') === 1) offers.push('extended-connect')
  else lacks['extended-connect'] = 'it does not set SETTINGS_ENABLE_CONNECT_PROTOCOL'
  if (lacks['extended-connect'] !== undefined) offers.push('no-extended-connect')
  else lacks['no-extended-connect'] = 'it sets SETTINGS_ENABLE_CONNECT_PROTOCOL'
  if (await pushes(play)) offers.push('push')
  const window = setting(view, 'INITIAL_WINDOW_SIZE') ?? INITIAL_SETTINGS.INITIAL_WINDOW_SIZE
  if (window < INITIAL_SETTINGS.INITIAL_WINDOW_SIZE) offers.push('small-window')
  else lacks['small-window'] = 'its SETTINGS_INITIAL_WINDOW_SIZE is not below 65,535'
  const unread = await uploads(play)
  if (unread === undefined) offers.push('upload')
  else lacks.upload = unread
  if (target.values['unread'] !== undefined) offers.push('unread')
  else lacks.unread = 'no path that leaves a request body unread is known (--unread)'
  if (target.values['echo'] !== undefined) offers.push('echo')
  else lacks.echo = 'no path that shows the request is known (--echo)'
  if (target.values['shutdown'] !== undefined) offers.push('shutdown')
  else lacks.shutdown = 'no path that makes the server end a connection gracefully is known (--shutdown)'
  const untunnelled = lacks['extended-connect'] ?? (await tunnels(play))
  if (untunnelled === undefined) offers.push('tunnel')
  else lacks.tunnel = untunnelled
  if (setting(view, 'NO_RFC7540_PRIORITIES') === 1) offers.push('priorities')
  else lacks.priorities = 'it does not set SETTINGS_NO_RFC7540_PRIORITIES'
  const unaware = lacks.priorities ?? (await passesOverPriorityUpdate(play))
  if (unaware === undefined) offers.push('priority-update')
  else lacks['priority-update'] = unaware
  const untrailed = unread === undefined ? await trailers(play) : unread
  if (untrailed === undefined) offers.push('trailers')
  else lacks.trailers = untrailed
  const unconnected = await connects(play)
  if (unconnected === undefined) offers.push('connect')
  else lacks.connect = unconnected
  for (const [need, reason] of limits(view))
    if (reason === undefined) offers.push(need)
    else lacks[need] = reason
  return { roundTrip, offers, lacks }
}

/** Why a server that did not answer a case is to be taken as gone; undefined when it answers a plain request. */
export async function lostServer(
  target: Target,
  deadlines: Deadlines = PATIENT
): Promise<string | undefined> {
  const trace = await target.exchange({
    script: { steps: [...opening(), send(get(1)), until(any(over(1), goaway))] },
    dialect: http2Dialect,
    context: { side: 'client', values: target.values },
    deadlines,
    required: Infinity
  })
  try {
    talked(target, trace)
    return undefined
  } catch (error) {
    if (error instanceof TargetFailed) return error.message
    throw error
  }
}

/** Octets that a script is willing to send in order to go beyond a limit. */
const REACHABLE = 1024 * 1024

/** Limits of the target that a script can reach, each with the reason why it cannot, if so. */
function limits(view: View): [Need, string | undefined][] {
  const frame = setting(view, 'MAX_FRAME_SIZE') ?? INITIAL_SETTINGS.MAX_FRAME_SIZE
  const stream = setting(view, 'INITIAL_WINDOW_SIZE') ?? INITIAL_SETTINGS.INITIAL_WINDOW_SIZE
  const granted = view
    .frames(view.events.filter(({ by }) => by === 'target'))
    .filter(({ frame: { stream, type } }) => stream === 0 && type === FRAME_TYPES.WINDOW_UPDATE)
    .reduce((sum, { frame: { payload } }) => sum + uint32(payload, 0), INITIAL_SETTINGS.INITIAL_WINDOW_SIZE)
  const beyond = (what: string, value: number) =>
    value <= REACHABLE ? undefined : `${what} is ${value} octets, too many to go beyond it`
  return [
    ['frame-limit', beyond('its SETTINGS_MAX_FRAME_SIZE', frame)],
    ['stream-window', beyond("a stream's initial window", stream)],
    ['connection-window', beyond('the window of the connection', granted)]
  ]
}

/** Why the target is not known to read a request body before it answers; undefined when it does. */
async function uploads(play: (steps: readonly Step[]) => Promise<Trace>): Promise<string | undefined> {
  const trace = await play([
    ...opening(),
    send(post(1), { frame: 'DATA', stream: 1, data: 'begun' }),
    untilQuiet(any(response(1), over(1), goaway)),
    send({ frame: 'DATA', stream: 1, data: 'done', endStream: true }),
    until(any(response(1), over(1), goaway))
  ])
  const end = trace.entries.find(({ kind, step }) => kind === 'sent' && step === opening().length + 2)
  const answered = new View(trace, 0, 'server').response(1)
  if (answered === undefined) return 'a POST with a body was not answered (--upload)'
  if (end === undefined || trace.entries.indexOf(end) > answered.event.entry)
    return `a POST is answered (status ${answered.status}) before its body was read (--upload)`
  return answered.status >= 400 && answered.status !== 404
    ? `a POST with a body is answered with status ${answered.status} (--upload)`
    : undefined
}

/** Why a request that ends with a trailer section cannot be made; undefined when it is answered. */
async function trailers(play: (steps: readonly Step[]) => Promise<Trace>): Promise<string | undefined> {
  const section: Frame = { frame: 'HEADERS', stream: 1, block: [['x-trailer', 'end']], endStream: true }
  const trace = await play([
    ...opening(),
    send(post(1), { frame: 'DATA', stream: 1, data: 'begun' }, section),
    until(any(response(1), over(1), goaway))
  ])
  const status = new View(trace, 0, 'server').response(1)?.status
  if (status === undefined) return 'a request with a trailer section was refused'
  return status >= 400 && status !== 404
    ? `a request with a trailer section was answered with status ${status}`
    : undefined
}

/** Why a lawful CONNECT request cannot be told from a malformed one; undefined when it can. */
async function connects(play: (steps: readonly Step[]) => Promise<Trace>): Promise<string | undefined> {
  const request: Frame = {
    frame: 'HEADERS',
    stream: 1,
    block: [
      [':method', 'CONNECT'],
      [':authority', '{authority}']
    ],
    endStream: true
  }
  const trace = await play([...opening(), send(request), until(any(response(1), over(1), goaway))])
  const status = new View(trace, 0, 'server').response(1)?.status
  if (status === undefined) return 'every CONNECT request is reset'
  return status === 400 ? 'every CONNECT request is answered with status 400' : undefined
}

/** Whether the target promises something in answer to the page that is to make it do so. */
async function pushes(play: (steps: readonly Step[]) => Promise<Trace>): Promise<boolean> {
  const trace = await play([...opening(), send(getPushing(1)), until(any(over(1), goaway))])
  const view = new View(trace, 0, 'server')
  return view
    .frames(view.events.filter(({ by }) => by === 'target'))
    .some(({ frame }) => isType(frame, 'PUSH_PROMISE'))
}

/** Why no extended CONNECT opens a tunnel; undefined when one does. */
async function tunnels(play: (steps: readonly Step[]) => Promise<Trace>): Promise<string | undefined> {
  const trace = await play([...opening(), send(extendedConnect(1)), until(any(response(1), over(1), goaway))])
  const status = new View(trace, 0, 'server').response(1)?.status
  if (status === undefined) return 'an extended CONNECT is not answered (--tunnel)'
  return status >= 200 && status < 300
    ? undefined
    : `an extended CONNECT is answered with status ${status} (--tunnel)`
}

function talked(target: Target, trace: Trace): void {
  const where = target.url ?? target.name
  const view = new View(trace, 0, 'server')
  for (const event of view.events) {
    if (event.event === 'refused') throw new TargetFailed(`${where} cannot be reached: ${event.reason}.`)
    if (event.event === 'foreign')
      throw new TargetFailed(`${where} does not speak HTTP/2: it answered ${quoted(event.text)}.`)
    if (event.event === 'open') {
      const entry = trace.entries[event.entry]
      if (entry?.kind === 'open' && entry.tls !== undefined && entry.tls.alpn !== 'h2')
        throw new TargetFailed(
          `${where} does not negotiate HTTP/2: its TLS selected ${entry.tls.alpn === false ? 'no application protocol' : quoted(entry.tls.alpn)}.`
        )
    }
  }
  if (view.response(1) !== undefined) return
  const goaway = view.frames(view.events).find(({ frame, by }) => by === 'target' && isType(frame, 'GOAWAY'))
  if (goaway !== undefined)
    throw new TargetFailed(
      `${where} answered a request with the end of the connection (GOAWAY, ${codeTextIn(goaway.frame)}).`
    )
  const gone = view.events.find(
    (event) => event.by === 'target' && (event.event === 'fin' || event.event === 'rst')
  )
  const received = trace.entries.some(({ kind }) => kind === 'received')
  if (gone !== undefined)
    throw new TargetFailed(
      `${where} closed the connection before it answered a request${received ? '' : ', and sent nothing'}.`
    )
  const sent = view.events.some(
    ({ by, ...event }) => by === 'lab' && event.event === 'frame' && isType(event.frame, 'HEADERS')
  )
  if (received && !sent)
    throw new TargetFailed(
      `${where} did not send SETTINGS and acknowledge ours, so that no request was made.`
    )
  throw new TargetFailed(
    received ? `${where} did not answer a request.` : `${where} accepted the connection but sent nothing.`
  )
}

function dataOctets(view: View, stream: number): number {
  return view
    .frames(view.events.filter(({ by }) => by === 'target'))
    .filter(({ frame }) => isType(frame, 'DATA') && frame.stream === stream)
    .reduce((sum, { frame }) => sum + frame.payload.length, 0)
}

/** The last value of a setting that the target announced. */
function setting(view: View, name: SettingName): number | undefined {
  return view
    .frames(view.events.filter(({ by }) => by === 'target'))
    .filter(({ frame }) => isType(frame, 'SETTINGS'))
    .flatMap(({ frame }) => settingsIn(frame))
    .findLast((one) => one.name === name)?.value
}
