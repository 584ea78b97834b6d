import { createServer } from 'node:net'

const taken = new Set<number>()
const first = 20000
const count = 12000

function bindable(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** True when nothing listens on 127.0.0.1:`port`, so that whatever answers there later is the program started next. */
export async function portIsFree(port: number): Promise<boolean> {
  return bindable(port)
}

/**
 * A port on 127.0.0.1 that nothing listens on and that this process has not handed out before. It lies below the range
 * from which systems take the ports of outgoing connections, so that no client grabs it before the server does.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 1000; tries++) {
    const port = first + Math.floor(Math.random() * count)
    if (taken.has(port)) continue
    if (await bindable(port)) {
      taken.add(port)
      return port
    }
  }
  throw new Error(`No free port was found on 127.0.0.1 between ${first} and ${first + count}.`)
}
