import { startReference as start } from '../reference-server.ts'

/** A reference server that listens, to test a client with. */
export interface StartedReference {
  readonly url: string
  readonly port: number
  stop(): Promise<void>
}

/** Starts the reference server of a protocol (echo, status, streaming, uploads) on a free port of the loopback interface. */
export async function startReference(
  protocol: 'http2',
  {
    port = 0,
    host = '127.0.0.1',
    tls = false
  }: { readonly port?: number; readonly host?: string; readonly tls?: boolean } = {}
): Promise<StartedReference> {
  const running = await start(protocol, { port, host, tls })
  const name = host.includes(':') ? `[${host}]` : host
  return {
    url: `${tls ? 'https' : 'http'}://${name}:${running.port}/`,
    port: running.port,
    stop: () => running.stop()
  }
}
