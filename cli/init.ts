import { writeFileSync } from 'node:fs'
import { CONFIG_NAMES, findConfig } from '../reports/config/load-config.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { environment, usage } from './failure.ts'
import { printable } from './printable.ts'
import type { Terminal } from './terminal.ts'

const CONFIG = `import { defineConfig } from 'zyphos'

export default defineConfig({
  targets: {
    // A command that starts your server; it is given a free port. Or { url: 'https://localhost:8443' }.
    'my-server': { exec: 'node server.js {port}', path: '/' }
  },
  suites: { http2: {} },
  // What is known, and why it is put up with: everything else fails.
  expectations: 'zyphos.expect.yaml',
  levels: { MUST: 'fail', SHOULD: 'warn' }
})
`

/** `zyphos init`: writes a configuration to begin with, where there is none. */
export function init(terminal: Terminal): ExitCode {
  const there = findConfig('.')
  if (there !== undefined) throw usage(`${printable(there)} is there already; nothing was written.`)
  const [name = 'zyphos.config.ts'] = CONFIG_NAMES
  try {
    writeFileSync(name, CONFIG, { flag: 'wx' })
  } catch (error) {
    throw environment(`${name} cannot be written (${(error as NodeJS.ErrnoException).code}).`)
  }
  terminal.out.write(
    `${name} is written. Say in it how your server is started, then:\n  npx zyphos conformance --update-expectations\n`
  )
  return EXIT.conforms
}
