import { COMPLETE, FIELD_COUNT, MORE, RESPONSE, type HeadParser } from '../../impl/http1/head/contract.ts'
import { compileLexicon } from '../../impl/http1/head/lexicon.ts'
import { defaultHeadLimits } from '../../impl/http1/head/limits.ts'
import { ScalarHeadParser } from '../../impl/http1/head/scalar-parser.ts'
import { HeadMachine } from '../../impl/http1/head/wasm/head-machine.ts'
import { WasmHeadParser } from '../../impl/http1/head/wasm/wasm-parser.ts'
import { webAssembly } from '../../impl/http1/head/wasm/web-assembly.ts'
import { readingsOf } from '../../impl/http1/readings.ts'
import { compileHeadModule } from '../../impl/http1/testing/compile-head-module.ts'
import { randomHeads } from '../../impl/http1/testing/random-heads.ts'
import { figure } from '../../reports/milestones/findings.ts'
import { publish } from '../experiment.ts'

// Random heads through all three parsers, whole and cut once: how many outcomes differ. Every tenth head is read leniently.
const HEADS = Number(process.env['HEADS'] ?? 10_000_000)

const sets = [{}, { bareLf: 'accepted', obsFold: 'space', fieldNameOctets: 'anyOctet' } as const].map(
  (rules) =>
    (['request', 'response'] as const).map((side) => {
      const lexicon = compileLexicon(readingsOf(rules), defaultHeadLimits, side)
      const wasm = (['simd', 'table'] as const).map(
        (variant) =>
          new WasmHeadParser(
            new HeadMachine(new webAssembly!.Module(compileHeadModule(variant)), lexicon),
            true
          )
      )
      return [new ScalarHeadParser(lexicon), ...wasm]
    })
)
const next = randomHeads(Number(process.env['SEED'] ?? 1))
const octets = new Uint8Array(4096)
let differ = 0
let complete = 0
for (let count = 0; count < HEADS; count++) {
  const [kind, text] = next()
  for (let at = 0; at < text.length; at++) octets[at] = text.charCodeAt(at)
  const [scalar, ...others] = sets[count % 10 === 0 ? 1 : 0]![kind === RESPONSE ? 1 : 0]!
  const cut = (count * 7919) % (text.length + 1)
  const status = run(scalar!)
  if (status === COMPLETE) complete++
  for (const other of others) if (run(other) !== status || !isSame(scalar!, other, status)) differ++

  function run(parser: HeadParser): number {
    parser.begin(kind)
    const first = parser.parse(octets, 0, cut)
    return first === MORE ? parser.parse(octets, 0, text.length) : first
  }
}

publish('head-equality', {
  figures: [
    figure('heads', HEADS),
    figure('heads that are complete', complete),
    figure('outcomes that differ from the scalar parser’s', differ)
  ]
})

function isSame(one: HeadParser, other: HeadParser, status: number): boolean {
  if (status === MORE) return true
  if (status !== COMPLETE) return one.rule === other.rule && one.offset === other.offset
  const words = 8 + one.spans[FIELD_COUNT]! * 4
  const [left, right] = [one.spans, other.spans]
  for (let word = 0; word < words; word++) if (left[word] !== right[word]) return false
  return one.length === other.length
}
