import type { Need } from '../case.ts'
import { deadlinesFor, type Deadlines } from '../patience.ts'
import { quoted } from '../quoted.ts'
import { TargetFailed, type Survey } from '../suite.ts'
import type { Target } from '../target.ts'
import type { Trace } from '../trace.ts'
import { http1Dialect } from './dialect.ts'
import {
  closing,
  get,
  message,
  octets,
  open,
  post,
  postChunked,
  send,
  until,
  untilQuiet,
  type Step
} from './steps.ts'
import { View } from './view.ts'
import { valuesOf } from './wire-message.ts'

/** Exchanges that are timed. */
const CALIBRATIONS = 3

/** Before it is known how fast a target answers. */
const PATIENT: Deadlines = { ...deadlinesFor(0), answer: 5000, quiet: 150 }

type Play = (...steps: Step[]) => Promise<View>

/** Finds out what an HTTP/1 server offers, and how fast it answers. */
export async function surveyServer(target: Target, deadlines: Deadlines = PATIENT): Promise<Survey> {
  const play: Play = async (...steps) => new View(await exchange(target, deadlines, steps), 0, 'server')
  let roundTrip = 0
  let page: View | undefined
  for (let i = 0; i < CALIBRATIONS; i++) {
    const trace = await exchange(target, deadlines, PAGE)
    page = talked(target, trace)
    roundTrip = Math.max(
      roundTrip,
      ...trace.entries.map((entry) => (entry.kind === 'met' ? entry.waited : 0))
    )
  }
  const offers: Need[] = []
  const lacks: Partial<Record<Need, string>> = {}
  const say = (need: Need, lack: string | undefined): void => {
    if (lack === undefined) offers.push(need)
    else lacks[need] = lack
  }
  const { status, length = 0 } = page?.response?.message ?? {}
  const { values } = target
  say('tls', target.tls ? undefined : 'the target is reached in cleartext')
  say('cleartext', target.tls ? 'the target is reached over TLS' : undefined)
  say(
    'body',
    length > 0
      ? undefined
      : `its page ${values['path']} answered with status ${status} and no content (--path)`
  )
  say(
    'large',
    length > 65_535 || values['large'] !== undefined
      ? undefined
      : 'no path with more than 65,535 octets is known (--large)'
  )
  say('keep-alive', await persists(play))
  say('upload', await uploads(play))
  say('chunked', lacks.upload ?? (await takesChunks(play)))
  say(
    'unread',
    values['unread'] === undefined ? 'no path that leaves content unread is known (--unread)' : undefined
  )
  const tagged = await validators(play)
  say('file', tagged)
  say('ranges', tagged ?? (await parts(play)))
  say(
    'negotiated',
    values['negotiated'] === undefined
      ? 'no path with several representations is known (--negotiated)'
      : undefined
  )
  say('echo', values['echo'] === undefined ? 'no path that shows the request is known (--echo)' : undefined)
  return { roundTrip, offers, lacks }
}

const PAGE: readonly Step[] = [open(), send(get()), until({ until: 'any', of: [message(), closing] })]

/** Why a server that did not answer a case is to be taken as gone; undefined when it answers a plain request. */
export async function lostServer(
  target: Target,
  deadlines: Deadlines = PATIENT
): Promise<string | undefined> {
  try {
    talked(target, await exchange(target, deadlines, PAGE))
    return undefined
  } catch (error) {
    if (error instanceof TargetFailed) return error.message
    throw error
  }
}

function exchange(target: Target, deadlines: Deadlines, steps: readonly Step[]): Promise<Trace> {
  return target.exchange({
    script: { steps },
    dialect: http1Dialect,
    context: { side: 'client', values: target.values },
    deadlines,
    required: Infinity
  })
}

async function persists(play: Play): Promise<string | undefined> {
  const view = await play(open(), send(get()), until(message()), send(get()), untilQuiet(message(2)))
  return view.responses().length === 2 ? undefined : 'it answers one request a connection'
}

async function uploads(play: Play): Promise<string | undefined> {
  const view = await play(open(), send(post('0123456789')), until(message()))
  return refusal(view, 'a POST with Content-Length')
}

async function takesChunks(play: Play): Promise<string | undefined> {
  const view = await play(open(), send(postChunked('a\r\n0123456789\r\n0\r\n\r\n')), until(message()))
  return refusal(view, 'a POST in chunks')
}

const FILE = octets('GET {file} HTTP/1.1', [['Host', '{authority}']])

async function validators(play: Play): Promise<string | undefined> {
  const view = await play(open(), send(FILE), until(message()))
  const response = view.response?.message
  const lacking = ['etag', 'last-modified'].filter(
    (name) => response === undefined || valuesOf(response, name).length !== 1
  )
  if (response?.status !== 200) return `the file answered with status ${response?.status ?? 'none'} (--file)`
  return lacking.length === 0 ? undefined : `its file has no ${lacking.join(' and no ')} (--file)`
}

async function parts(play: Play): Promise<string | undefined> {
  const view = await play(
    open(),
    send(
      octets('GET {file} HTTP/1.1', [
        ['Host', '{authority}'],
        ['Range', 'bytes=0-4']
      ])
    ),
    until(message())
  )
  const status = view.response?.message.status
  return status === 206 ? undefined : `a range was answered with status ${status ?? 'none'} (--file)`
}

function refusal(view: View, what: string): string | undefined {
  const status = view.response?.message.status
  if (status === undefined) return `${what} was not answered (--upload)`
  return status >= 400 && status !== 404 ? `${what} was answered with status ${status} (--upload)` : undefined
}

/** The exchange as a view. Throws TargetFailed when it shows that the target does not speak HTTP/1, or does not answer. */
function talked(target: Target, trace: Trace): View {
  const where = target.url ?? target.name
  const view = new View(trace, 0, 'server')
  if (view.response !== undefined) return view
  for (const event of view.events) {
    if (event.event === 'refused') throw new TargetFailed(`${where} cannot be reached: ${event.reason}.`)
    if (event.event === 'foreign' && event.by === 'target')
      throw new TargetFailed(`${where} does not speak HTTP/1: it answered ${quoted(event.text)}.`)
    if (event.event === 'incomplete' && event.by === 'target')
      throw new TargetFailed(`${where} ended the connection inside a response.`)
  }
  const received = trace.entries.some(({ kind }) => kind === 'received')
  if (view.closing() !== undefined)
    throw new TargetFailed(
      `${where} closed the connection before it answered a request${received ? '' : ', and sent nothing'}.`
    )
  throw new TargetFailed(
    received ? `${where} did not answer a request.` : `${where} accepted the connection but sent nothing.`
  )
}
