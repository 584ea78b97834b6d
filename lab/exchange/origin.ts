import { createServer, type AddressInfo, type Socket } from 'node:net'

/** Octets of a head in which the mark is looked for; a connection that says more without it belongs to no exchange. */
const MOST_OCTETS = 64 * 1024
/** Connections that are kept open at the same time; further ones are reset. */
const MOST_CONNECTIONS = 256

/** A connection that the target opened to us, and what it said first. */
export interface Visit {
  readonly socket: Socket
  readonly first: Uint8Array
}

/** Who waits for connections whose first message holds a mark. */
export interface Visited {
  arrived(visit: Visit): void
}

/**
 * The origin behind an intermediary: one port for as long as the target runs, since a gateway is told its origin when it starts. A
 * connection is given to the exchange whose mark stands in the first head that it carries, and to no other.
 */
export interface Origin {
  readonly port: number
  /** Waits for connections with a mark, until the function that it gives is called. */
  expect(mark: string, visited: Visited): () => void
  close(): Promise<void>
}

/** Opens an origin on a port of 127.0.0.1; a free one unless given. */
export async function openOrigin(port = 0): Promise<Origin> {
  const waiting = new Map<string, Visited>()
  const all = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    socket.on('error', () => undefined)
    if (all.size >= MOST_CONNECTIONS) return void socket.resetAndDestroy()
    all.add(socket)
    socket.once('close', () => all.delete(socket))
    untilMarked(socket, waiting)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  server.on('error', () => undefined)
  return {
    port: (server.address() as AddressInfo).port,
    expect(mark, visited) {
      waiting.set(mark, visited)
      return () => void waiting.delete(mark)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of all) socket.destroy()
      })
  }
}

/** Reads until a head names an exchange that waits. One that is complete and names none is of an exchange that is over. */
function untilMarked(socket: Socket, waiting: ReadonlyMap<string, Visited>): void {
  let said = Buffer.alloc(0)
  const look = (octets: Buffer): void => {
    said = Buffer.concat([said, octets])
    const text = said.toString('latin1')
    for (const [mark, visited] of waiting) {
      if (!text.includes(mark)) continue
      leave()
      return visited.arrived({ socket, first: said })
    }
    if (said.length > MOST_OCTETS || /\r?\n\r?\n/.test(text)) {
      leave()
      socket.resetAndDestroy()
    }
  }
  const end = (): void => {
    leave()
    socket.destroy()
  }
  const leave = (): void => {
    socket.off('data', look)
    socket.off('end', end)
  }
  socket.on('data', look)
  socket.on('end', end)
}
