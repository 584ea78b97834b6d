import { parseArgs } from 'node:util'

export interface CrosscheckOptions {
  /** A URL, the name of a peer, or `reference`. */
  readonly target: string
  /** Where h2spec runs. */
  readonly in: 'here' | 'docker'
  readonly json: boolean
  /** Runs of h2spec: its verdicts can differ from run to run. */
  readonly times: number
  /** Whole seconds that h2spec waits for an answer. */
  readonly patience: number
  /** How a peer, or the reference, is reached; undefined: over TLS where it speaks HTTP/2 so. */
  readonly tls?: boolean
  /** Priority signals that the reference heeds; those of RFC 9218 unless said otherwise. */
  readonly priorities?: 'rfc7540'
  readonly path?: string
  readonly large?: string
  readonly upload?: string
  readonly remote: boolean
}

export const USAGE = `Usage: zyphos crosscheck h2spec [target] [options]

Runs h2spec and the HTTP/2 server suite on the same target and prints every disagreement.

  target             a URL, or a peer of the catalogue; the reference server when left out

  --in <place>       run h2spec in a container: docker
  --times <n>        run h2spec n times (1 to 9): its verdicts can differ from run to run
  --patience <s>     whole seconds that h2spec waits for an answer (1 to 60); 2 unless given
  --cleartext        reach a peer in cleartext (prior knowledge)
  --tls              reach the reference server over TLS
  --rfc7540-priorities   let the reference server heed the priority signals of RFC 7540
  --path <path>      a page with a body
  --large <path>     a body beyond 65,535 octets
  --upload <path>    a path that reads a request body before it answers
  --i-may-test-this-target   needed for a target that is not on this machine
  --json             one JSON object on standard output, and nothing else
  --help             this text
`

const shape = {
  in: { type: 'string' },
  times: { type: 'string' },
  patience: { type: 'string' },
  cleartext: { type: 'boolean' },
  tls: { type: 'boolean' },
  'rfc7540-priorities': { type: 'boolean' },
  path: { type: 'string' },
  large: { type: 'string' },
  upload: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
  'i-may-test-this-target': { type: 'boolean' }
} as const

/** What the command line asks for: options, `help`, or a sentence that says what is wrong with it. */
export function crosscheckOptions(
  args: readonly string[]
): CrosscheckOptions | 'help' | { readonly wrong: string } {
  let parsed
  try {
    parsed = parseArgs({ args: [...args], options: shape, allowPositionals: true })
  } catch (error) {
    return { wrong: `${(error as Error).message.split('. ')[0]?.replace(/\.$/, '')}.` }
  }
  const { values, positionals } = parsed
  if (values.help === true) return 'help'
  const [tool, target = 'reference', ...more] = positionals
  if (tool !== 'h2spec')
    return {
      wrong:
        tool === undefined
          ? 'Say what to compare with: h2spec.'
          : `${JSON.stringify(tool)} is no tool to compare with: h2spec.`
    }
  if (more.length > 0) return { wrong: 'One target at a time.' }
  if (values.in !== undefined && values.in !== 'docker') return { wrong: 'h2spec runs here, or --in docker.' }
  const times = countIn(values.times ?? '1', 9)
  if (times === undefined) return { wrong: '--times takes a number from 1 to 9.' }
  const patience = countIn(values.patience ?? '2', 60)
  if (patience === undefined) return { wrong: '--patience takes whole seconds from 1 to 60.' }
  if (values.tls === true && values.cleartext === true)
    return { wrong: 'A target is reached over --tls or in --cleartext, not both.' }
  for (const name of ['path', 'large', 'upload'] as const)
    if (values[name]?.startsWith('/') === false)
      return { wrong: `--${name} takes a path that begins with "/".` }
  const { path, large, upload } = values
  return {
    target,
    in: values.in === 'docker' ? 'docker' : 'here',
    json: values.json === true,
    times,
    patience,
    remote: values['i-may-test-this-target'] === true,
    ...(values.tls === true ? { tls: true } : values.cleartext === true ? { tls: false } : {}),
    ...(values['rfc7540-priorities'] === true ? { priorities: 'rfc7540' as const } : {}),
    ...(path === undefined ? {} : { path }),
    ...(large === undefined ? {} : { large }),
    ...(upload === undefined ? {} : { upload })
  }
}

function countIn(text: string, most: number): number | undefined {
  const count = /^\d{1,2}$/.test(text) ? Number(text) : NaN
  return count >= 1 && count <= most ? count : undefined
}
