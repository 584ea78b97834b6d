import type { ConnectionOptions as TlsOptions } from 'node:tls'
import { Http1ClientConnection } from './client-connection.ts'
import type { ClientConnectionOptions } from './client-options.ts'
import { connect, type Endpoint } from './connect.ts'
import { Transport } from './transport.ts'

export interface PoolOptions extends Omit<ClientConnectionOptions, 'now' | 'onWake' | 'onIdle'> {
  /** Connections to one endpoint at one time. */
  readonly connections?: number
  /** Connections without a request that are kept, to all endpoints together. */
  readonly idleConnections?: number
  /** How long one is kept, in milliseconds. */
  readonly idleTime?: number
  /** For opening one, in milliseconds. */
  readonly connectTime?: number
  readonly tls?: TlsOptions
}

/** What a pool has done so far, and what it has now. */
export interface PoolStatistics {
  readonly opened: number
  /** Requests that were given a connection on which another had gone before. */
  readonly reused: number
  /** Idle connections closed because of their age, or their number. */
  readonly evicted: number
  readonly failed: number
  readonly active: number
  readonly idle: number
  readonly waiting: number
}

/** A connection of a pool. */
export interface Pooled {
  readonly connection: Http1ClientConnection
  readonly transport: Transport<Http1ClientConnection>
  /** Requests that it was given. */
  uses: number
}

interface Entry extends Pooled {
  readonly key: string
  idleSince: number | undefined
}

interface Waiter {
  readonly give: (entry: Entry) => void
  readonly fail: (error: Error) => void
}

interface Bucket {
  readonly endpoint: Endpoint
  readonly entries: Set<Entry>
  opening: number
  readonly waiters: Waiter[]
}

const TICK = 100

/** Connections kept for further requests. The one used last is used first, so that those not needed grow old. */
export class Pool {
  readonly #options: PoolOptions
  readonly #buckets = new Map<string, Bucket>()
  readonly #timer: NodeJS.Timeout
  #opened = 0
  #reused = 0
  #evicted = 0
  #failed = 0
  #closed = false

  constructor(options: PoolOptions = {}) {
    this.#options = options
    this.#timer = setInterval(() => this.#tick(performance.now()), TICK)
    this.#timer.unref()
  }

  get statistics(): PoolStatistics {
    const entries = this.#entries()
    const idle = entries.filter(({ idleSince }) => idleSince !== undefined).length
    const waiting = [...this.#buckets.values()].reduce((sum, { waiters }) => sum + waiters.length, 0)
    return {
      opened: this.#opened,
      reused: this.#reused,
      evicted: this.#evicted,
      failed: this.#failed,
      active: entries.length - idle,
      idle,
      waiting
    }
  }

  /** A connection that can take a request now: one that is there, a new one, or the next to come free. */
  take(endpoint: Endpoint, fresh = false): Promise<Pooled> {
    if (this.#closed) return Promise.reject(new Error('the client is closed'))
    const { connections = 8 } = this.#options
    const bucket = this.#bucketOf(endpoint)
    const entry = fresh ? undefined : this.#newest(bucket)
    if (entry !== undefined) return Promise.resolve(this.#use(entry))
    const answer = new Promise<Entry>((give, fail) => bucket.waiters.push({ give, fail }))
    if (bucket.entries.size + bucket.opening < connections) this.#open(bucket)
    else if (fresh) {
      // An idle one makes room for one that has not been used.
      const old = this.#newest(bucket)
      if (old !== undefined) this.#drop(old)
    }
    return answer
  }

  /** Ends all connections when their exchanges are over. */
  close(): void {
    this.#closed = true
    clearInterval(this.#timer)
    for (const { waiters, entries } of this.#buckets.values()) {
      for (const { fail } of waiters.splice(0)) fail(new Error('the client is closed'))
      for (const { connection, transport } of entries) {
        connection.shutdown()
        transport.flush()
      }
    }
  }

  #entries(): Entry[] {
    return [...this.#buckets.values()].flatMap(({ entries }) => [...entries])
  }

  #bucketOf(endpoint: Endpoint): Bucket {
    const key = keyOf(endpoint)
    let bucket = this.#buckets.get(key)
    if (bucket === undefined)
      this.#buckets.set(key, (bucket = { endpoint, entries: new Set(), opening: 0, waiters: [] }))
    return bucket
  }

  #newest({ entries }: Bucket): Entry | undefined {
    let newest: Entry | undefined
    for (const entry of entries) {
      if (entry.idleSince === undefined || !entry.connection.available) continue
      if (newest?.idleSince === undefined || entry.idleSince > newest.idleSince) newest = entry
    }
    return newest
  }

  #use(entry: Entry): Entry {
    entry.idleSince = undefined
    if (entry.uses++ > 0) this.#reused++
    return entry
  }

  #open(bucket: Bucket): void {
    const { tls = {}, connectTime = 10_000 } = this.#options
    bucket.opening++
    connect(bucket.endpoint, tls, connectTime).then(
      (socket) => {
        bucket.opening--
        this.#opened++
        const entry: Entry = this.#entryOf(
          bucket,
          new Transport(
            socket,
            (onWake) =>
              new Http1ClientConnection({
                ...this.#options,
                now: performance.now(),
                onWake,
                onIdle: () => this.#free(bucket, entry)
              }),
            () => this.#drop(entry)
          )
        )
        bucket.entries.add(entry)
        if (this.#closed) this.#drop(entry)
        else this.#free(bucket, entry)
      },
      (error: Error) => {
        bucket.opening--
        this.#failed++
        bucket.waiters.shift()?.fail(error)
      }
    )
  }

  #entryOf(bucket: Bucket, transport: Transport<Http1ClientConnection>): Entry {
    return {
      key: keyOf(bucket.endpoint),
      transport,
      connection: transport.core,
      uses: 0,
      idleSince: undefined
    }
  }

  /** A connection has no request any more. */
  #free(bucket: Bucket, entry: Entry): void {
    if (!bucket.entries.has(entry)) return
    if (!entry.connection.available) {
      if (entry.connection.finished) this.#drop(entry)
      return
    }
    const waiter = bucket.waiters.shift()
    if (waiter !== undefined) return waiter.give(this.#use(entry))
    entry.idleSince = performance.now()
    const { idleConnections = 64 } = this.#options
    const idle = this.#entries().filter(({ idleSince }) => idleSince !== undefined)
    if (idle.length <= idleConnections) return
    const oldest = idle.reduce((a, b) => (a.idleSince! <= b.idleSince! ? a : b))
    this.#evicted++
    this.#drop(oldest)
  }

  #drop(entry: Entry): void {
    const bucket = this.#buckets.get(entry.key)
    if (bucket?.entries.delete(entry) !== true) return
    entry.connection.shutdown()
    entry.transport.flush()
    if (bucket.waiters.length > 0 && !this.#closed) this.#open(bucket)
    else if (bucket.entries.size === 0 && bucket.opening === 0 && bucket.waiters.length === 0)
      this.#buckets.delete(entry.key)
  }

  #tick(now: number): void {
    const { idleTime = 15_000 } = this.#options
    for (const entry of this.#entries()) {
      entry.transport.tick(now)
      if (entry.idleSince === undefined || now - entry.idleSince < idleTime) continue
      this.#evicted++
      this.#drop(entry)
    }
  }
}

const keyOf = ({ host, port, secured }: Endpoint): string => `${secured ? 'https' : 'http'} ${host} ${port}`
