import { SEVERAL } from '../clients/task.ts'
import type { Need } from '../case.ts'
import { deadlinesFor, type Deadlines } from '../patience.ts'
import type { Task } from '../script.ts'
import { TargetFailed, type Survey } from '../suite.ts'
import type { Target } from '../target.ts'
import type { Trace } from '../trace.ts'
import { http2Dialect } from './dialect.ts'
import { requestsOf } from './judge-client.ts'
import { isType, settingsIn } from './reading.ts'
import { INITIAL_SETTINGS, type SettingName } from './registry.ts'
import { send, until, untilQuiet, type Step } from './steps.ts'
import { exit, finish, FIRST, head, listening, request, requested, tail } from './steps-client.ts'
import { View } from './view.ts'

/** Exchanges that are timed. */
const CALIBRATIONS = 3
/** Before anything is known about a client; starting one may take seconds. */
const AT_FIRST = { ...deadlinesFor(0), answer: 10_000, quiet: 400 }

type Play = (steps: readonly Step[]) => Promise<Trace>

/** Starts a client a few times against lawful scripts, to find out what it offers and how fast it is. */
export async function surveyClient(target: Target, deadlines: Deadlines = AT_FIRST): Promise<Survey> {
  const play = playing(target, deadlines)
  let roundTrip = 0
  let trace: Trace | undefined
  for (let i = 0; i < CALIBRATIONS; i++) {
    trace = await play([...listening(), send(head(FIRST)), ...finish()])
    talked(target, trace)
    roundTrip = Math.max(roundTrip, pace(trace))
  }
  const view = new View(trace as Trace, 0, 'client')
  const offers: Need[] = [target.tls ? 'tls' : 'cleartext']
  const lacks: Partial<Record<Need, string>> = {
    tls: 'the client was given an http URL',
    cleartext: 'the client was given an https URL'
  }
  const tell = (need: Need, lack: string | undefined): void => {
    if (lack === undefined) offers.push(need)
    else lacks[need] = lack
  }
  const setting = (name: SettingName): number => announced(view, name) ?? INITIAL_SETTINGS[name]
  const said = (name: SettingName): string => `its SETTINGS_${name} is ${setting(name)}`
  tell('push', setting('ENABLE_PUSH') === 1 ? undefined : said('ENABLE_PUSH'))
  tell('push-disabled', setting('ENABLE_PUSH') === 0 ? undefined : said('ENABLE_PUSH'))
  tell('frame-limit', setting('MAX_FRAME_SIZE') <= 1 << 20 ? undefined : said('MAX_FRAME_SIZE'))
  tell('stream-window', setting('INITIAL_WINDOW_SIZE') <= 1 << 20 ? undefined : said('INITIAL_WINDOW_SIZE'))
  tell('small-table', setting('HEADER_TABLE_SIZE') < 4096 ? undefined : said('HEADER_TABLE_SIZE'))
  tell('small-window', setting('INITIAL_WINDOW_SIZE') < 65_535 ? undefined : said('INITIAL_WINDOW_SIZE'))
  tell('concurrency-limit', setting('MAX_CONCURRENT_STREAMS') <= 1000 ? undefined : 'it sets no low limit')
  tell(
    'header-limit',
    setting('MAX_HEADER_LIST_SIZE') <= 1 << 20 ? undefined : 'it sets no SETTINGS_MAX_HEADER_LIST_SIZE'
  )
  tell('priorities', prioritises(view) ? undefined : 'it shows no sign of RFC 9218')
  tell('exit-status', await tells(play))
  const several = await manyRequests(play)
  tell('several-requests', several.lacks)
  tell(
    'parallel-requests',
    several.lacks ?? (several.parallel ? undefined : 'it makes its requests one after the other')
  )
  tell('client-upload', await uploads(play))
  tell('websocket', await opensWebSockets(play))
  return { roundTrip, offers, lacks }
}

/** Starting and ending a program takes longer than answering, so that less of it counts. */
const SLOW = 6

/** How long the client took to answer, in milliseconds. */
function pace(trace: Trace): number {
  const waits = trace.entries.flatMap((entry) => (entry.kind === 'met' ? [entry.waited] : []))
  const start = trace.entries.find(({ kind }) => kind === 'open')?.at ?? 0
  return Math.max(...waits.slice(0, -1), (waits.at(-1) ?? 0) / SLOW, start / SLOW)
}

/** Why a client that did not do its part is to be taken as gone; undefined when it makes a request. */
export async function lostClient(
  target: Target,
  deadlines: Deadlines = AT_FIRST
): Promise<string | undefined> {
  const trace = await playing(target, deadlines)([...listening(), send(head(FIRST)), ...finish()])
  try {
    talked(target, trace)
    return undefined
  } catch (error) {
    if (error instanceof TargetFailed) return error.message
    throw error
  }
}

const playing =
  (target: Target, deadlines: Deadlines): Play =>
  (steps) =>
    target.exchange({
      script: { steps },
      dialect: http2Dialect,
      context: { side: 'server', values: target.values },
      deadlines,
      required: Infinity
    })

/** Why its exit status says nothing: it is to be 0 for a good response and another for one that we give up. */
async function tells(play: Play): Promise<string | undefined> {
  const trace = await play([
    ...listening(),
    send(head(FIRST), { frame: 'DATA', stream: FIRST, data: 'begun' }),
    send({ frame: 'RST_STREAM', stream: FIRST, code: 'INTERNAL_ERROR' }),
    exit
  ])
  const end = trace.entries.find((entry) => entry.kind === 'exit')
  if (end === undefined) return 'it did not end when its response was given up'
  if (end.signal === null && end.status === null) return 'nobody sees how it ends'
  return end.status === 0 ? 'it exits with status 0 although its response was given up' : undefined
}

/** Whether it can make several requests on one connection, and whether it makes them at once. */
async function manyRequests(play: Play): Promise<{ lacks?: string; parallel: boolean }> {
  const task: Task = 'several'
  const trace = await play([
    ...listening({ task }),
    untilQuiet({ until: 'request', count: SEVERAL }),
    ...Array.from({ length: SEVERAL }, (_, n) => [
      requested(n + 1),
      send(head(request(n)), tail(request(n)))
    ]).flat(),
    exit
  ])
  const view = new View(trace, 0, 'client')
  const requests = requestsOf(view)
  const refused = trace.entries.find((entry) => entry.kind === 'refused')
  if (requests.length < SEVERAL)
    return {
      lacks:
        refused === undefined
          ? `it made ${requests.length} of ${SEVERAL} requests on one connection`
          : refused.reason,
      parallel: false
    }
  const answer = view.frames(view.events).find(({ by, frame }) => by === 'lab' && isType(frame, 'HEADERS'))
  return { parallel: (requests.at(-1)?.entry ?? Infinity) < (answer?.entry ?? 0) }
}

/** Why it cannot be made to send content. */
async function uploads(play: Play): Promise<string | undefined> {
  const task: Task = 'upload'
  const trace = await play([
    ...listening({ task }),
    until({ until: 'request', whole: true }),
    send(head(FIRST), tail(FIRST)),
    exit
  ])
  const refused = trace.entries.find((entry) => entry.kind === 'refused')
  if (refused !== undefined) return refused.reason
  const view = new View(trace, 0, 'client')
  return view.frames(view.events).some(({ by, frame }) => by === 'target' && isType(frame, 'DATA'))
    ? undefined
    : 'it sent no content'
}

/** Why it cannot be made to open a WebSocket by extended CONNECT, which ends when we end its stream. */
async function opensWebSockets(play: Play): Promise<string | undefined> {
  const task: Task = 'websocket'
  const trace = await play([
    ...listening({ task, settings: [['ENABLE_CONNECT_PROTOCOL', 1]] }),
    send(head(FIRST)),
    ...finish(task)
  ])
  const refused = trace.entries.find((entry) => entry.kind === 'refused')
  if (refused !== undefined) return refused.reason
  const request = new View(trace, 0, 'client').events.find(
    (event) => event.event === 'fields' && event.by === 'target'
  )
  const connect =
    request?.event === 'fields' &&
    request.fields.some(({ name, value }) => name === ':protocol' && value === 'websocket')
  if (!connect) return 'it made no extended CONNECT request'
  return trace.entries.some(({ kind }) => kind === 'exit')
    ? undefined
    : 'its WebSocket did not end when its stream had ended'
}

/** The last value of a setting that the client announced. */
function announced(view: View, name: SettingName): number | undefined {
  return view
    .frames(view.events)
    .filter(({ by, frame }) => by === 'target' && isType(frame, 'SETTINGS'))
    .flatMap(({ frame }) => settingsIn(frame))
    .findLast((one) => one.name === name)?.value
}

/** Whether the client shows that it knows RFC 9218: its setting, or its frame. */
const prioritises = (view: View): boolean =>
  announced(view, 'NO_RFC7540_PRIORITIES') !== undefined ||
  view.frames(view.events).some(({ by, frame }) => by === 'target' && isType(frame, 'PRIORITY_UPDATE'))

function talked(target: Target, trace: Trace): void {
  const { name } = target
  const view = new View(trace, 0, 'client')
  const end = trace.entries.find((entry) => entry.kind === 'exit')
  const output = end?.output === undefined ? '' : ` It said: ${end.output.split('\n').at(-1)}`
  const how = end === undefined ? '' : ` It ended with ${end.signal ?? `exit status ${end.status}`}.${output}`
  for (const event of view.events) {
    if (event.event === 'refused') throw new TargetFailed(`${name} did not connect: ${event.reason}.${how}`)
    if (event.event === 'preface' && !event.valid)
      throw new TargetFailed(
        `${name} does not speak HTTP/2 here: it did not begin with the HTTP/2 preface.${how}`
      )
    if (event.event === 'open') {
      const entry = trace.entries[event.entry]
      if (entry?.kind === 'open' && event.on === 'main' && entry.tls !== undefined && entry.tls.alpn !== 'h2')
        throw new TargetFailed(`${name} does not offer HTTP/2 in its TLS handshake.${how}`)
    }
  }
  if (requestsOf(view).length === 0) throw new TargetFailed(`${name} connected, but made no request.${how}`)
  if (end === undefined) throw new TargetFailed(`${name} did not end after a complete response.`)
  if (end.signal !== null || (end.status !== null && end.status !== 0))
    throw new TargetFailed(`${name} failed although it got a complete response.${how}`)
}
