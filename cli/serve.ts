import { EXIT, type ExitCode } from './exit-code.ts'
import { environment, usage } from './failure.ts'
import { suggestion } from './nearest.ts'
import { printable } from './printable.ts'
import { startReference } from './reference-server.ts'
import type { Terminal } from './terminal.ts'

export interface ServeOptions {
  readonly port: string
  readonly host: string
  readonly tls?: true
  readonly root?: string
  readonly to?: string
  /** `name=reading`: rules that are read otherwise. */
  readonly rule?: readonly string[]
}

/** `zyphos serve PROTOCOL`: runs the reference server until SIGINT or SIGTERM. */
export async function serve(protocol: string, options: ServeOptions, terminal: Terminal): Promise<ExitCode> {
  const { host, root } = options
  const tls = options.tls === true
  if (!/^\d{1,5}$/.test(options.port) || Number(options.port) > 65_535)
    throw usage(`--port takes a number from 0 to 65535, not ${printable(options.port)}.`)
  if (options.to !== undefined && protocol !== 'proxy') throw usage('--to is for the proxy.')
  if (options.rule !== undefined && protocol !== 'http2') throw usage('--rule is for http2.')
  const files = root === undefined ? {} : { files: await filesIn(root) }
  const to = options.to === undefined ? {} : { to: options.to }
  const rules = options.rule === undefined ? {} : { rules: await rulesOf(options.rule) }
  const over = signalled()
  let running
  try {
    const more = { ...files, ...to, ...rules }
    running = await startReference(protocol, { port: Number(options.port), host, tls, ...more })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw environment(`Port ${options.port} on ${printable(host)} cannot be listened on (${code}).`)
  }
  const name = host.includes(':') ? `[${host}]` : host
  terminal.out.write(`${tls ? 'https' : 'http'}://${name}:${running.port}/\n`)
  await over
  await running.stop()
  return EXIT.conforms
}

/** Rules that are to be read otherwise, as `name=reading`. */
async function rulesOf(said: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { http2Rules } = await import('../impl/http2/rules.ts')
  const table: Readonly<Record<string, { readonly readings: object }>> = http2Rules
  return Object.fromEntries(
    said.map((one) => {
      const [name = '', reading = ''] = one.split('=')
      const rule = Object.hasOwn(table, name) ? table[name] : undefined
      if (rule === undefined)
        throw usage(`There is no rule ${printable(name)}.${suggestion(name, Object.keys(table))}`)
      if (!Object.hasOwn(rule.readings, reading))
        throw usage(
          `The rule ${name} has no reading ${printable(reading)}.${suggestion(reading, Object.keys(rule.readings))}`
        )
      return [name, reading]
    })
  )
}

async function filesIn(root: string) {
  const { filesBelow } = await import('../lab/reference/files.ts')
  try {
    return await filesBelow(root)
  } catch (error) {
    throw usage(`The folder ${printable(root)} cannot be served (${(error as NodeJS.ErrnoException).code}).`)
  }
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    // A second signal finds nobody listening and ends the process at once.
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => resolve())
  })
}
