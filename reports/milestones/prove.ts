import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { http2Client } from '../../conformance/http2/client-suite.ts'
import { http2Server } from '../../conformance/http2/server-suite.ts'
import { byCases } from './by-cases.ts'
import type { Criterion } from './criterion.ts'
import { whyNot } from './check.ts'
import { matches } from './glob.ts'
import { measure } from './judge.ts'
import type { Link } from './link.ts'
import type { Item } from './milestone.ts'
import { numberText } from './number-text.ts'

const ROOT = join(import.meta.dirname, '../..')

export interface Proof {
  /** What the link is, as a line. */
  readonly what: string
  readonly state: 'holds' | 'fails' | 'to read'
  readonly detail: string
}

/** Runs what shows an item: plays the cases, runs the tests, measures the criterion. Pages and benches are named. */
export async function* prove(
  item: Item,
  criteria: ReadonlyMap<string, Criterion>
): AsyncGenerator<Proof, void, void> {
  for (const link of item.links) yield await proveLink(item.id, link, criteria)
}

async function proveLink(id: string, link: Link, criteria: ReadonlyMap<string, Criterion>): Promise<Proof> {
  switch (link.kind) {
    case 'cases':
      return proveCases(link.glob)
    case 'test':
      return proveTest(link.file, link.title)
    case 'bench':
      return {
        what: `bench ${link.name}`,
        state: 'to read',
        detail: `npm run bench ${link.name}`
      }
    case 'page':
      return { what: link.file, state: 'to read', detail: 'a page' }
    case 'criterion': {
      const criterion = criteria.get(id)
      if (criterion === undefined)
        return { what: 'criterion', state: 'fails', detail: `no criteria/${id}.ts` }
      const outcome = await measure(criterion)
      const figures = outcome.limits
        .filter(({ value }) => value !== undefined)
        .map(({ limit, value, unit }) => `${limit.figure}: ${numberText(value!)} ${unit}`.trim())
      return {
        what: `measured: ${criterion.how}`,
        state: outcome.state === 'holds' ? 'holds' : 'fails',
        detail: outcome.state === 'holds' ? figures.join('; ') : whyNot(outcome)
      }
    }
  }
}

async function proveCases(glob: string): Promise<Proof> {
  const what = `cases ${glob}`
  const { figures, missing = [] } = await byCases([glob], []).measure()
  const [met = 0, not = 0, tls = 0] = figures.map(({ value }) => value)
  if (met + not === 0) return { what, state: 'to read', detail: commandFor(glob) }
  const left = tls > 0 ? `, ${tls} need TLS and were left out` : ''
  return {
    what,
    state: not === 0 ? 'holds' : 'fails',
    detail: not === 0 ? `${met} met by our server in memory${left}` : missing.join('; ')
  }
}

/** A command line that plays cases which are not played in memory: of clients, over TLS; or that shows invariants. */
function commandFor(glob: string): string {
  const named = ({ id }: { readonly id: string }): boolean => matches(glob, id)
  if (http2Client.cases.some(named))
    return `npm run conformance http2 -- --role client --exec 'curl -sk --http2 {url}' --case '${glob}' (cases for clients)`
  if (http2Server.cases.some(named)) return `npm run conformance http2 -- --tls --case '${glob}' (over TLS)`
  // An invariant is judged on the traces of all cases, so that none is asked for by its name.
  return `npm run conformance http2 -- --json | grep '"case":"${glob.replaceAll('*', '[^"]*')}"' (an invariant, judged in every run)`
}

/** A title as it stands in the source may hold places for values: %s, $name, ${name}. */
export const titlePattern = (title: string): string =>
  title
    .split(/%\w|\$\{[^}]*\}|\$[\w.]+/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')

function proveTest(file: string, title: string): Promise<Proof> {
  const what = `${file}: ${title}`
  const args = [
    '--experimental-vm-modules',
    join(ROOT, 'node_modules/jest/bin/jest.js'),
    file,
    '-t',
    titlePattern(title)
  ]
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] })
    let text = ''
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
    child.on('close', (status) => {
      const passed = Number(/Tests:.* (\d+) passed/.exec(text)?.[1] ?? 0)
      const holds = status === 0 && passed > 0
      resolve({
        what,
        state: holds ? 'holds' : 'fails',
        detail: holds ? `${passed} passed` : passed === 0 ? 'no test ran' : 'see npm test'
      })
    })
  })
}
