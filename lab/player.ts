// Over 300 lines: one interpreter, kept whole. It is the only place that knows how steps are done.
import { createHash, type Hash } from 'node:crypto'
import type { Context, Dialect, Observer } from './dialect.ts'
import { Unresolved } from './dialect.ts'
import type { Deadlines } from './patience.ts'
import type { Automation, Patience, Script, Step, Task, TlsTerms, Unless } from './script.ts'
import type { Endpoint, Entry, EntryBase, EntryOf, Trace } from './trace.ts'

/** What a player asks of the driver (a socket, or memory). */
export type Action =
  | {
      readonly do: 'open'
      readonly on: string
      readonly as?: 'origin'
      readonly task?: Task
      readonly tls?: TlsTerms
    }
  /** The script now waits for the target to end. */
  | { readonly do: 'exit'; readonly on: string }
  | { readonly do: 'renegotiate'; readonly on: string }
  | { readonly do: 'send'; readonly on: string; readonly octets: Uint8Array }
  | { readonly do: 'end'; readonly on: string }
  | { readonly do: 'close'; readonly on: string; readonly abruptly: boolean }

/** Octets taken from a target on one connection before the exchange is ended: a bound on floods. */
export const MOST_OCTETS = 64 * 1024 * 1024

/** Octets kept of each connection and direction; what is beyond is counted and hashed. */
export const KEPT_OCTETS = 4 * 1024 * 1024

/** Octets that the sends of a repeat gather before they are written. */
const WRITE_OCTETS = 1024 * 1024

/** Octets that automation sends on one connection: a target that provokes more is left without answers. */
const MOST_ANSWERED = 4 * 1024 * 1024

interface Connection<M, C> {
  readonly observer: Observer<M, C>
  automation: Automation
  /** opening → open → gone; the target's FIN makes it gone for waits, since nothing more can arrive. */
  state: 'opening' | 'open' | 'gone'
  readonly kept: { lab: number; target: number }
  taken: number
  answered: number
  /** Where the entry stands that counts what is not kept, and the running hash. */
  readonly elided: { lab?: Elision; target?: Elision }
}

interface Elision {
  readonly entry: number
  readonly hash: Hash
  length: number
}

type Wait<C> =
  | { readonly for: 'open'; readonly on: string; readonly unless?: Unless<C> }
  | { readonly for: 'criterion'; readonly on: string; readonly criterion: C; readonly unless?: Unless<C> }
  | { readonly for: 'time' }
  | { readonly for: 'exit' }
  | { readonly for: 'renegotiation'; readonly on: string }

/**
 * Plays a script: a sans-I/O machine. Whatever happened on the wire goes in with its time; actions come out of
 * `actions()`; the trace is complete when `done`.
 */
export class Player<M, C> {
  readonly #dialect: Dialect<M, C>
  readonly #context: Context
  readonly #deadlines: Deadlines
  readonly #entries: Entry[] = []
  readonly #connections = new Map<string, Connection<M, C>>()
  readonly #steps: Iterator<Flat<M, C>>
  /** What the sends of a repeat have said and what is not yet written. */
  #gathered: { readonly on: string; readonly parts: Uint8Array[]; length: number } | undefined
  #actions: Action[] = []
  #wait: Wait<C> | undefined
  #waitingSince = 0
  #patience: Patience = 'answer'
  #until = 0
  #index = 0
  #start: number
  #repeating = false
  /** The top-level step of the repeat whose further rounds are left out. */
  #abandoned = -1
  /** Octets of records kept, of all connections. */
  #records = 0
  readonly #required: number
  #exited = false
  /** A client let a wait for an answer pass without a word: it may hang, and further waits are short until it speaks. */
  #mute = false
  /** Times that octets came; up to the wait, and in all. */
  #heardBefore = 0
  #heard = 0
  done = false

  /**
   * `required`: up to this top-level step an unmet wait for an answer ends the exchange, since what follows would show
   * nothing.
   */
  constructor(
    script: Script<M, C>,
    dialect: Dialect<M, C>,
    context: Context,
    deadlines: Deadlines,
    now: number,
    required = 0
  ) {
    this.#required = required
    this.#dialect = dialect
    this.#context = context
    this.#deadlines = deadlines
    this.#steps = flatten(script.steps)
    this.#start = now
    this.#go(now)
  }

  get trace(): Trace {
    return { entries: this.#entries }
  }

  actions(): Action[] {
    const actions = this.#actions
    this.#actions = []
    return actions
  }

  deadline(): number | undefined {
    return this.done ? undefined : this.#until
  }

  /** Whether the script takes it: not when it has given up waiting for that connection. */
  opened(on: string, now: number, facts: Omit<EntryOf<'open'>, 'kind' | keyof EntryBase> = {}): boolean {
    const connection = this.#connections.get(on) ?? this.#connect(on, facts.as)
    if (connection.state !== 'opening') return false
    connection.state = 'open'
    this.#note(now, on, { kind: 'open', ...facts })
    this.#look(now)
    return true
  }

  /** A connection that the script does not provide for came, and was reset: it stands in the trace, and nothing is read of it. */
  turnedAway(on: string, now: number, facts: { remote?: Endpoint } = {}): void {
    this.#note(now, on, { kind: 'open', ...facts })
    this.#note(now, on, { kind: 'rst', by: 'lab', reason: 'not provided for' })
  }

  refused(on: string, now: number, reason: string): void {
    this.#note(now, on, { kind: 'refused', reason })
    this.#gone(on, now)
  }

  received(on: string, octets: Uint8Array, now: number): void {
    const connection = this.#connections.get(on)
    if (connection === undefined || octets.length === 0) return
    this.#heard++
    this.#mute = false
    // A copy: the driver may reuse its buffer. (The slice of a Buffer would be none.)
    const own = new Uint8Array(octets)
    this.#keep(connection, now, on, 'target', own)
    connection.taken += own.length
    if (connection.taken > MOST_OCTETS) return this.stop()
    connection.observer.received(own)
    const answers = connection.observer.answers(connection.automation)
    if (answers !== undefined && connection.state === 'open' && connection.answered < MOST_ANSWERED) {
      connection.answered += answers.length
      this.#send(connection, on, answers, now, true)
    }
    this.#look(now)
  }

  /** `reason`: what else than the protocol may have ended the connection. */
  ended(on: string, now: number, reason?: string): void {
    this.#note(now, on, { kind: 'fin', by: 'target', ...(reason === undefined ? {} : { reason }) })
    this.#gone(on, now)
  }

  reset(on: string, now: number, reason?: string): void {
    this.#note(now, on, { kind: 'rst', by: 'target', ...(reason === undefined ? {} : { reason }) })
    this.#gone(on, now)
  }

  /** A renegotiation of TLS that the script asked for is over: the handshake was made again. */
  renegotiated(on: string, now: number): void {
    if (this.#wait?.for === 'renegotiation' && this.#wait.on === on) this.#next(now, 'met')
  }

  /** A client target ended or said how its task went; `output`: the end of what it printed. Only the first time counts. */
  exited(now: number, status: number | null, signal: string | null, output = ''): void {
    if (this.#exited) return
    this.#exited = true
    this.#note(now, 'main', { kind: 'exit', status, signal, ...(output === '' ? {} : { output }) })
    if (this.#wait?.for === 'open') this.#next(now, 'deadline')
    else if (this.#wait?.for === 'exit') this.#next(now, 'met')
  }

  /** A TLS record that crossed the wire; kept for captures only. */
  record(on: string, by: 'lab' | 'target', octets: Uint8Array, now: number): void {
    if (this.#records > 2 * KEPT_OCTETS) return
    this.#records += octets.length
    this.#note(now, on, { kind: 'record', by, octets: new Uint8Array(octets) })
  }

  sampled(now: number, resident: number, cpu: number): void {
    this.#note(now, 'main', { kind: 'sample', resident, cpu })
  }

  advance(now: number): void {
    if (!this.done && now >= this.#until) this.#next(now, 'deadline')
  }

  /** Ends the exchange now, whatever is left of the script. */
  stop(): void {
    this.done = true
    this.#wait = undefined
  }

  #connect(on: string, as?: 'origin'): Connection<M, C> {
    const context: Context = as === undefined ? this.#context : { ...this.#context, side: 'server' }
    const connection: Connection<M, C> = {
      observer: this.#dialect.observe(context),
      automation: {},
      state: 'opening',
      kept: { lab: 0, target: 0 },
      taken: 0,
      answered: 0,
      elided: {}
    }
    this.#connections.set(on, connection)
    return connection
  }

  #gone(on: string, now: number): void {
    const connection = this.#connections.get(on)
    if (connection !== undefined) connection.state = 'gone'
    this.#look(now)
  }

  /** Goes on when what is waited for has come about. */
  #look(now: number): void {
    const wait = this.#wait
    if (wait === undefined || wait.for === 'time' || wait.for === 'exit') return
    const connection = this.#connections.get(wait.on)
    if (wait.for === 'open') {
      if (connection?.state !== 'opening') this.#next(now, connection?.state === 'open' ? 'met' : 'deadline')
      else if (this.#vain(wait.unless)) this.#next(now, 'deadline')
    } else if (wait.for === 'renegotiation') {
      if (connection?.state === 'gone') this.#next(now, 'deadline')
    } else if (connection === undefined || connection.observer.met(wait.criterion)) this.#next(now, 'met')
    else if (connection.state === 'gone' || this.#vain(wait.unless)) this.#next(now, 'deadline')
  }

  /** Whether what another connection said leaves a wait without hope. */
  #vain(unless: Unless<C> | undefined): boolean {
    const connection = unless && this.#connections.get(unless.on)
    if (unless === undefined || connection === undefined) return false
    return (
      (connection.state === 'gone' && unless.outlasts !== true) || connection.observer.met(unless.criterion)
    )
  }

  #next(now: number, how: 'met' | 'deadline'): void {
    const wait = this.#wait
    this.#wait = undefined
    const vain = wait !== undefined && 'unless' in wait && this.#vain(wait.unless)
    if (wait?.for === 'open') {
      const connection = this.#connections.get(wait.on)
      if (connection?.state === 'opening') {
        connection.state = 'gone'
        const reason = this.#exited
          ? 'it ended without a connection'
          : vain
            ? 'none was needed any more'
            : 'no connection was made in time'
        this.#note(now, wait.on, { kind: 'refused', reason })
      }
    } else if (wait !== undefined) {
      const gone =
        (wait.for === 'criterion' || wait.for === 'renegotiation') &&
        (this.#connections.get(wait.on)?.state === 'gone' || vain)
      // A wait that ended because a connection went away, or another one answered, is told by the entry before it.
      if (how === 'met' || !gone)
        this.#note(now, 'on' in wait ? wait.on : 'main', {
          kind: wait.for === 'time' ? 'met' : how,
          waited: now - this.#waitingSince,
          patience: this.#patience
        })
    }
    if (this.#context.side === 'server' && how === 'deadline' && wait?.for === 'criterion')
      this.#mute ||= this.#patience === 'answer' && this.#heard === this.#heardBefore
    const missed =
      how === 'deadline' && wait !== undefined && wait.for !== 'time' && this.#patience === 'answer' && !vain
    if (missed && this.#index < this.#required) return this.stop()
    // What a repeat waited for in vain once it would wait for in vain in every round: the rest of them is left out.
    if (missed && this.#repeating) this.#abandoned = this.#index
    this.#go(now)
  }

  #go(now: number): void {
    while (this.#wait === undefined && !this.done) {
      const next = this.#steps.next()
      if (next.done === true) {
        this.#flush(now)
        this.done = true
        return
      }
      const { step, index, round = 0 } = next.value
      const repeated = next.value.round !== undefined
      if (repeated && index === this.#abandoned) continue
      this.#repeating = repeated
      if (!repeated || step.do !== 'send' || index !== this.#index) this.#flush(now)
      this.#index = index
      this.#do(step, now, round)
      if (!repeated) this.#flush(now)
      this.#look(now)
    }
  }

  #do(step: Step<M, C>, now: number, round: number): void {
    const on = ('on' in step ? step.on : undefined) ?? 'main'
    switch (step.do) {
      case 'open':
        this.#connect(on, step.as)
        this.#actions.push({
          do: 'open',
          on,
          ...(step.as === undefined ? {} : { as: step.as }),
          ...(step.task === undefined ? {} : { task: step.task }),
          ...(step.tls === undefined ? {} : { tls: step.tls })
        })
        return this.#await({ for: 'open', on, ...unlessOf(step) }, 'answer', now)
      case 'exit':
        this.#actions.push({ do: 'exit', on })
        if (!this.#exited) this.#await({ for: 'exit' }, step.patience ?? 'answer', now)
        return
      case 'send':
        return this.#say(step.messages, on, now, round)
      case 'until':
        return this.#await(
          { for: 'criterion', on, criterion: step.criterion, ...unlessOf(step) },
          step.patience ?? 'answer',
          now
        )
      case 'pause':
        return this.#await({ for: 'time' }, step.patience, now)
      case 'end':
      case 'close': {
        const connection = this.#connections.get(on)
        if (connection?.state !== 'open') return
        const abruptly = step.do === 'close' && step.abruptly === true
        this.#actions.push(step.do === 'end' ? { do: 'end', on } : { do: 'close', on, abruptly })
        this.#note(now, on, { kind: abruptly ? 'rst' : 'fin', by: 'lab' })
        if (step.do === 'close') connection.state = 'gone'
        return
      }
      case 'renegotiate':
        if (this.#connections.get(on)?.state !== 'open') return
        this.#actions.push({ do: 'renegotiate', on })
        return this.#await({ for: 'renegotiation', on }, 'answer', now)
      case 'automate': {
        const connection = this.#connections.get(on)
        if (connection !== undefined) connection.automation = { ...connection.automation, ...step.set }
        return
      }
      case 'repeat':
        throw new Error('unreachable: repeats are flattened')
    }
  }

  #await(wait: Wait<C>, patience: Patience, now: number): void {
    this.#wait = wait
    this.#waitingSince = now
    this.#patience = patience
    this.#heardBefore = this.#heard
    const short = this.#mute && patience === 'answer' && wait.for === 'criterion'
    this.#until = now + this.#deadlines[short ? 'quiet' : patience]
  }

  #say(messages: readonly M[], on: string, now: number, round: number): void {
    const connection = this.#connections.get(on)
    if (connection === undefined) return
    try {
      const octets = join(messages.map((message) => connection.observer.resolve(message, round)))
      if (connection.state === 'open') connection.observer.sent(octets)
      this.#gather(on, octets, now)
    } catch (error) {
      if (!(error instanceof Unresolved)) throw error
      this.#flush(now)
      this.#note(now, on, { kind: 'unresolved', reason: error.message })
      this.stop()
    }
  }

  /** Sends of one repeat with nothing in between are one write, however many they are. */
  #gather(on: string, octets: Uint8Array, now: number): void {
    if (this.#gathered?.on !== on) this.#flush(now)
    this.#gathered ??= { on, parts: [], length: 0 }
    this.#gathered.parts.push(octets)
    this.#gathered.length += octets.length
    if (this.#gathered.length >= WRITE_OCTETS) this.#flush(now)
  }

  #flush(now: number): void {
    const gathered = this.#gathered
    this.#gathered = undefined
    const connection = gathered && this.#connections.get(gathered.on)
    if (connection === undefined) return
    const { on, parts, length } = gathered as { on: string; parts: Uint8Array[]; length: number }
    if (connection.state === 'open') this.#write(connection, on, join(parts), now, false)
    else this.#note(now, on, { kind: 'unsent', length })
  }

  #send(connection: Connection<M, C>, on: string, octets: Uint8Array, now: number, auto: boolean): void {
    connection.observer.sent(octets)
    this.#write(connection, on, octets, now, auto)
  }

  #write(connection: Connection<M, C>, on: string, octets: Uint8Array, now: number, auto: boolean): void {
    this.#keep(connection, now, on, 'lab', octets, auto)
    this.#actions.push({ do: 'send', on, octets })
  }

  #keep(
    connection: Connection<M, C>,
    now: number,
    on: string,
    by: 'lab' | 'target',
    octets: Uint8Array,
    auto = false
  ): void {
    const room = KEPT_OCTETS - connection.kept[by]
    const kept = octets.subarray(0, Math.max(0, room))
    const rest = octets.subarray(kept.length)
    connection.kept[by] += kept.length
    if (kept.length > 0) {
      if (by === 'target') this.#note(now, on, { kind: 'received', octets: kept })
      else this.#note(now, on, { kind: 'sent', octets: kept, ...(auto ? { auto } : {}) })
    }
    if (rest.length > 0) this.#elide(connection, now, on, by, rest)
  }

  #elide(
    connection: Connection<M, C>,
    now: number,
    on: string,
    by: 'lab' | 'target',
    octets: Uint8Array
  ): void {
    const elision = (connection.elided[by] ??= {
      entry: this.#entries.length,
      hash: createHash('sha256'),
      length: 0
    })
    elision.hash.update(octets)
    elision.length += octets.length
    const known = this.#entries[elision.entry]
    const entry: Entry = {
      at: known?.at ?? now - this.#start,
      on,
      step: known?.step ?? this.#index,
      kind: 'elided',
      by,
      length: elision.length,
      hash: elision.hash.copy().digest('hex')
    }
    this.#entries[elision.entry] = entry
  }

  #note(now: number, on: string, what: DistributiveOmit<Entry, 'at' | 'on' | 'step'>): void {
    this.#entries.push({ at: now - this.#start, on, step: this.#index, ...what } as Entry)
  }
}

const unlessOf = <C>({ unless }: { readonly unless?: Unless<C> }): { readonly unless?: Unless<C> } =>
  unless === undefined ? {} : { unless }

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

function join(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0] as Uint8Array
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

/** A step to be done, the index of its top-level step, and the round of the repeat that it stands in. */
interface Flat<M, C> {
  readonly step: Step<M, C>
  readonly index: number
  readonly round?: number
}

/** Steps in the order in which they are done; repeats are unrolled lazily. */
function* flatten<M, C>(
  steps: readonly Step<M, C>[],
  outer?: { readonly index: number; readonly round: number }
): Generator<Flat<M, C>> {
  for (const [position, step] of steps.entries()) {
    const index = outer?.index ?? position
    if (step.do === 'repeat')
      for (let round = 0; round < step.times; round++) yield* flatten(step.steps, { index, round })
    else yield outer === undefined ? { step, index } : { step, index, round: outer.round }
  }
}
