import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { environment } from '../peers/environment.ts'
import type { Driver, Ending, Errand, Errant } from './driver.ts'
import { printable } from './printable.ts'
import { UPLOAD_OCTETS } from './task.ts'

/** Programs that are Chromium, as distributions name them. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** Nothing but the pages that we ask for, no proxy, no check of certificates or origins, no other protocol. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-web-security',
  '--disable-features=LocalNetworkAccessChecks,PrivateNetworkAccessRespectPreflightResults',
  '--no-proxy-server',
  '--ignore-certificate-errors',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'
]

export interface BrowserDriver extends Driver {
  readonly version: string
  close(): Promise<void>
}

/**
 * Chromium, started once, fetches for each exchange in a page of its own. A fetch that yields all of its content counts
 * as exit status 0, one that fails as 1. Throws an Error with one sentence when there is no Chromium or it does not start.
 */
export async function browserDriver({
  executable = found(),
  sequential = false
}: { readonly executable?: string | undefined; readonly sequential?: boolean } = {}): Promise<BrowserDriver> {
  if (executable === undefined)
    throw new Error(`No browser is installed: none of ${NAMES.join(', ')} is on the PATH.`)
  const library = await import('playwright-core').catch(() => undefined)
  if (library === undefined)
    throw new Error('Browsers are driven by the package playwright-core, which is not installed.')
  const browser = await library.chromium.launch({
    executablePath: executable,
    args: FLAGS,
    env: Object.fromEntries(
      Object.entries(environment()).filter((entry): entry is [string, string] => entry[1] !== undefined)
    )
  })
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  return {
    name: 'chromium',
    version: browser.version(),
    cannot: () => undefined,
    start: (errand) => start(context, errand, sequential),
    close: () => browser.close()
  }
}

type Context = Awaited<ReturnType<Browser['newContext']>>

async function start(context: Context, { task, urls }: Errand, sequential: boolean): Promise<Errant> {
  const page = await context.newPage()
  const options =
    task === 'upload' ? `{ method: 'POST', body: new Uint8Array(${UPLOAD_OCTETS}).fill(0x75) }` : '{}'
  const one = `async (url) => {
    const response = await fetch(url, { cache: 'no-store', ...${options} })
    const content = await response.arrayBuffer()
    const fields = [...response.headers].map(([name, value]) => name + ': ' + value).join('\\n')
    return response.status + ' ' + content.byteLength + '\\n' + fields + '\\n' + new TextDecoder().decode(content.slice(0, 500))
  }`
  // Text, since it runs in the page. `sequential`: one request after the other, as on one connection of HTTP/1.
  const script = sequential
    ? `(async () => { const lines = []; for (const url of ${JSON.stringify(urls)}) lines.push(await (${one})(url)); return lines })()`
    : `Promise.all(${JSON.stringify(urls)}.map(${one}))`
  const ended = page.evaluate<string[]>(script).then(
    (lines): Ending => ({ status: 0, signal: null, output: printable(lines.join('\n')) }),
    (error: unknown): Ending => ({ status: 1, signal: null, output: printable(String(error)) })
  )
  return { ended, stop: () => page.close().catch(() => undefined) }
}

/** A Chromium on the PATH. */
function found(): string | undefined {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter))
    for (const name of NAMES)
      try {
        accessSync(join(folder, name), constants.X_OK)
        return join(folder, name)
      } catch {
        continue
      }
  return undefined
}
