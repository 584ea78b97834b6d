import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { environment } from '../failure.ts'
import { printable } from '../printable.ts'

/** A reference server that listens on the loopback interface. */
export interface Serving {
  readonly url: URL
  stop(): Promise<void>
}

/**
 * `zyphos serve` on a free port, on a thread of its own: what the lab does, however long it takes, does not keep the server
 * from answering, and the other way round. It ends with the process. Throws a Failure when it does not come to listen.
 */
export async function serveOnThread(protocol: string, tls: boolean): Promise<Serving> {
  const words = ['serve', protocol, '--host', '127.0.0.1', '--port', '0', ...(tls ? ['--tls'] : [])]
  const worker = new Worker(program(), { argv: words, stdout: true, stderr: true })
  let complaint = ''
  worker.stderr.on('data', (text: Buffer) => (complaint += text.toString()))
  const said = await firstLine(worker.stdout)
  const stop = async () => void (await worker.terminate())
  if (said !== undefined && URL.canParse(said)) {
    worker.unref()
    return { url: new URL(said), stop }
  }
  await stop()
  throw environment(`The reference server did not start: ${printable(complaint.trim() || 'it ended')}`)
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string | undefined> {
  for await (const line of createInterface({ input: stream })) return line
  return undefined
}

/** The entry of the program, whether sources or built files run. */
function program(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); at !== dirname(at); at = dirname(at)) {
    const file = join(at, 'bin', 'zyphos.js')
    if (existsSync(file)) return file
  }
  throw environment('The program bin/zyphos.js is not beside this code.')
}
