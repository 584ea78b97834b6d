import type { HeadModuleVariant } from '../../impl/http1/head/wasm/head-modules.ts'
import { headParsers, type HeadParserKind } from '../../impl/http1/head/wasm/head-parsers.ts'
import { webAssembly } from '../../impl/http1/head/wasm/web-assembly.ts'
import { Http1ServerConnection } from '../../impl/http1/server-connection.ts'
import { compileHeadModule } from '../../impl/http1/testing/compile-head-module.ts'
import { figure, type Figure } from '../../reports/milestones/findings.ts'
import { publish } from '../experiment.ts'
import { median } from '../median.ts'
import { BROWSER, LARGE, SMALL } from './requests.ts'

// Requests a second of processor time of the server core in memory, by head parser: 64 connections in turn, each read has
// one request, or sixteen. Rounds interleaved, the middle of them reported.
const ROUNDS = Number(process.env['ROUNDS'] ?? 7)
const CONNECTIONS = 64
const kinds: readonly HeadParserKind[] = ['scalar', 'table', 'simd']

const module = (variant: HeadModuleVariant) => new webAssembly!.Module(compileHeadModule(variant))
const body = new TextEncoder().encode('Hello, world!\n')
const figures: Figure[] = []
for (const head of [SMALL, BROWSER, LARGE])
  for (const depth of [1, 16]) {
    const octets = new TextEncoder().encode(head.repeat(depth))
    const running = kinds.map((kind) => {
      const { create } = headParsers(kind, module)
      const connections = Array.from(
        { length: CONNECTIONS },
        () =>
          new Http1ServerConnection({
            createParser: create,
            handler: (_request, response) =>
              response.send(200, [{ name: 'content-type', value: 'text/plain' }], body)
          })
      )
      return { connections, rates: [] as number[] }
    })
    for (let round = 0; round <= ROUNDS; round++)
      for (const { connections, rates } of running) {
        const rate = measure(connections, octets, depth)
        if (round > 0) rates.push(rate)
      }
    const [scalar, ...others] = running.map(({ rates }) => median(rates))
    const name = `${head.length} octets, ${depth} a read`
    figures.push(figure(`${name}: scalar`, scalar!, 'requests/s'))
    for (const [index, rate] of others.entries())
      figures.push(figure(`${name}: ${kinds[index + 1]} over scalar`, rate / scalar!, '×'))
  }
publish('server-parsers', { figures })

function measure(connections: readonly Http1ServerConnection[], octets: Uint8Array, depth: number): number {
  let requests = 0
  const start = process.cpuUsage()
  for (;;) {
    for (const connection of connections) {
      connection.receive(octets, 0)
      connection.output()
    }
    requests += connections.length * depth
    const { user, system } = process.cpuUsage(start)
    if (user + system > 150_000) return (requests / (user + system)) * 1e6
  }
}
