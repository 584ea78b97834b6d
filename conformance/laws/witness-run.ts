/**
 * `npm run witness [-- [PEER…] [--case GLOB]… [--over tls|cleartext]]`: runs the HTTP/2 suites on every server and client of the catalogue that is
 * installed, in each way in which it speaks HTTP/2, and keeps the verdicts in witnesses.json.
 * `npm run witness -- --from LOG --name NAME --version V`: takes the verdicts of a program that is not in the catalogue from
 * a run log.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { format } from 'prettier'
import { catalogue } from '../../lab/peers/catalogue.ts'
import { isInstalled, peerVersion } from '../../lab/peers/version.ts'
import { runSuite } from '../../lab/run/run-suite.ts'
import type { Suite } from '../../lab/suite.ts'
import type { Verdict } from '../../lab/verdict.ts'
import { http2Client } from '../http2/client-suite.ts'
import { http2Server } from '../http2/server-suite.ts'
import { select } from '../selection.ts'
import { openWitness, type Mode } from './open-witness.ts'
import { verdictsOf } from './verdicts-of-log.ts'
import {
  keptWitnesses,
  WITNESSES,
  withColumn,
  withoutWitness,
  witnessedIds,
  type WitnessColumn,
  type Witnesses
} from './witness.ts'

const SUITES = {
  server: http2Server as unknown as Suite,
  client: http2Client as unknown as Suite
}
type Role = keyof typeof SUITES

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    case: { type: 'string', multiple: true },
    over: { type: 'string' },
    from: { type: 'string' },
    name: { type: 'string' },
    version: { type: 'string' }
  }
})
const today = new Date().toISOString().slice(0, 10)
let kept: Witnesses = keptWitnesses()

if (values.from !== undefined) await takeLog(values.from)
else await runPeers()

for (const [role, table] of Object.entries(kept)) {
  const { unmet, unbroken, untried } = withoutWitness(table)
  console.log(
    `${role}: ${Object.keys(table.verdicts).length} cases and invariants on ${table.columns.length} columns; ${unmet.length} that nobody met, ${unbroken.length} that nobody broke, ${untried.length} not tried`
  )
}

async function takeLog(file: string): Promise<void> {
  const log = await verdictsOf(file)
  const { role, tls } = log
  await keep(
    role,
    {
      peer: values.name ?? log.name,
      version: values.version ?? log.version ?? 'unknown',
      over: tls ? 'tls' : 'cleartext',
      date: log.date,
      outside: true
    },
    log.verdicts
  )
}

async function runPeers(): Promise<void> {
  const peers = await catalogue()
  const unknown = positionals.filter((name) => !peers.some((peer) => peer.name === name))
  if (unknown.length > 0) {
    console.error(
      `There is no ${unknown.join(', ')} in the catalogue: ${peers.map(({ name }) => name).join(', ')}.`
    )
    process.exit(2)
  }
  for (const peer of peers.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    if (!(await isInstalled(peer))) {
      console.log(`${peer.name}: skipped, it is not installed (npx zyphos peers install ${peer.name})`)
      continue
    }
    const role: Role = peer.role === 'client' ? 'client' : 'server'
    const version = (await peerVersion(peer)) ?? 'unknown'
    for (const over of ['tls', 'cleartext'] as const) {
      if (peer.modes[over]?.protocols.some((name) => name.startsWith('h2')) !== true) continue
      if (values.over !== undefined && values.over !== over) continue
      await witness(role, { peer: peer.name, version, over, date: today }, over)
    }
  }

  async function witness(role: Role, column: WitnessColumn, over: Mode): Promise<void> {
    const peer = peers.find(({ name }) => name === column.peer)
    const suite = SUITES[role]
    const name = over === 'tls' ? column.peer : `${column.peer} (cleartext)`
    try {
      if (peer === undefined) return
      const opened = await openWitness(peer, over)
      const seen = new Map<string, Verdict>()
      try {
        const chosen = select(suite.cases, values.case === undefined ? {} : { ids: values.case })
        const end = await runSuite(suite, opened.target, {
          cases: chosen.filter(({ slow }) => slow !== true),
          emit: (line) => {
            if (line.type !== 'verdict') return
            // Of a part of the suite, invariants say too little.
            if (values.case === undefined || line.kind !== 'invariant') seen.set(line.case, line.verdict)
          }
        })
        const counts = Object.entries(end.counts).map(([verdict, count]) => `${count} ${verdict}`)
        console.log(`${name}: ${counts.join(', ')}; ${end.reason}; ${(end.took / 1000).toFixed(1)} s`)
        await keep(role, column, seen)
      } finally {
        await opened.stop()
      }
    } catch (error) {
      console.log(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

/** Reads what is kept before it adds to it: another run may have added, too. */
async function keep(
  role: Role,
  column: WitnessColumn,
  verdicts: ReadonlyMap<string, Verdict>
): Promise<void> {
  kept = keptWitnesses()
  kept = { ...kept, [role]: withColumn(kept[role], column, verdicts, witnessedIds(SUITES[role])) }
  writeFileSync(WITNESSES, await format(JSON.stringify(kept), { parser: 'json', printWidth: 110 }))
}
