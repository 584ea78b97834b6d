/**
 * `npm run witness [PEER…]`: runs the HTTP/2 server suite on every server of the catalogue that is installed, in each way in
 * which it speaks HTTP/2, and writes who met and who broke each case to conformance/laws/witnesses.json.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogue } from '../../lab/peers/catalogue.ts'
import type { ServerPeer } from '../../lab/peers/peer.ts'
import { start } from '../../lab/peers/start.ts'
import { isInstalled, peerVersion } from '../../lab/peers/version.ts'
import { runSuite } from '../../lab/run/run-suite.ts'
import { serverTarget } from '../../lab/server-target.ts'
import type { Suite } from '../../lab/suite.ts'
import { http2Server } from '../http2/server-suite.ts'
import { WitnessLog } from './witness.ts'

const wanted = process.argv.slice(2)
const known = (await catalogue()).filter(({ role }) => role !== 'client').map(({ name }) => name)
const unknown = wanted.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`There is no server ${unknown.join(', ')} in the catalogue: ${known.join(', ')}.`)
  process.exit(2)
}
const log = new WitnessLog()
const suite = http2Server as unknown as Suite
const peers = (await catalogue()).filter(
  (peer): peer is ServerPeer => peer.role !== 'client' && (wanted.length === 0 || wanted.includes(peer.name))
)

for (const peer of peers) {
  if (!(await isInstalled(peer))) {
    console.log(`${peer.name}: skipped, it is not installed (npx zyphos peers install ${peer.name})`)
    continue
  }
  log.begin(peer.name, (await peerVersion(peer)) ?? 'unknown')
  for (const tls of [true, false]) {
    if (!speaks(peer, tls)) continue
    const running = await start(peer, { tls })
    try {
      const { fixtures } = running
      const paths = Object.fromEntries(
        Object.entries(fixtures).filter(
          ([name, path]) => ['path', 'large', 'upload', 'unread'].includes(name) && typeof path === 'string'
        )
      )
      const seen = new Set<string>()
      const end = await runSuite(suite, serverTarget(new URL(running.url), paths, { name: peer.name }), {
        cases: suite.cases.filter(({ slow }) => slow !== true),
        emit(line) {
          if (line.type !== 'verdict' || seen.has(line.case)) return
          seen.add(line.case)
          log.take(tls ? peer.name : `${peer.name} (cleartext)`, line.case, line.verdict)
        }
      })
      console.log(
        `${peer.name}${tls ? '' : ' (cleartext)'}: ${Object.entries(end.counts)
          .map(([verdict, count]) => `${count} ${verdict}`)
          .join(', ')}; ${end.reason}; ${(end.took / 1000).toFixed(1)} s`
      )
    } catch (error) {
      console.log(
        `${peer.name}${tls ? '' : ' (cleartext)'}: ${error instanceof Error ? error.message : String(error)}`
      )
    } finally {
      await running.stop()
    }
  }
}

if (wanted.length === 0) {
  const file = join(import.meta.dirname, 'witnesses.json')
  writeFileSync(file, `${JSON.stringify(log.result(new Date().toISOString().slice(0, 10)), null, 1)}\n`)
}

function speaks(peer: ServerPeer, tls: boolean): boolean {
  return (
    (tls ? peer.modes.tls?.protocols.includes('h2') : peer.modes.cleartext?.protocols.includes('h2c')) ===
    true
  )
}
