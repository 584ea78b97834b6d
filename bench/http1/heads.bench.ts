import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { figure, type Figure } from '../../reports/milestones/findings.ts'
import { publish } from '../experiment.ts'
import { median } from '../median.ts'
import { contenders } from './head-contenders.ts'
import { nativeContenders } from './native-contenders.ts'
import { BROWSER, LARGE, SMALL } from './requests.ts'

// Request heads a second of processor time, each parser in a process of its own: rounds interleaved, the middle of them
// reported.
const ROUNDS = Number(process.env['ROUNDS'] ?? 7)
const program = new URL('./head-process.ts', import.meta.url).pathname

interface Running {
  readonly name: string
  readonly does: string
  rate(head: string): Promise<number> | number
}

const children: ChildProcess[] = []
const running: Running[] = []
for (const name of Object.keys(contenders)) {
  const child = fork(program, [name], { execArgv: ['--import', 'tsx'] })
  children.push(child)
  const [{ does }] = (await once(child, 'message')) as [{ does: string }]
  const rate = async (head: string) => {
    child.send(head)
    const [answer] = (await once(child, 'message')) as [{ rate: number }]
    return answer.rate
  }
  running.push({ name, does, rate })
}
const native = nativeContenders(150)
if (typeof native !== 'string') running.push(...native)

const figures: Figure[] = []
const curves = running.map(({ name }) => ({ name, points: [] as [number, number][] }))
try {
  for (const head of [SMALL, BROWSER, LARGE]) {
    const rates = new Map<string, number[]>(running.map(({ name }) => [name, []]))
    for (let round = 0; round <= ROUNDS; round++)
      for (const one of running) {
        const rate = await one.rate(head)
        if (round > 0) rates.get(one.name)!.push(rate)
      }
    report(head.length, (name) => median(rates.get(name) ?? []))
  }
} finally {
  for (const child of children) child.kill()
}

publish('heads', {
  figures,
  plots: [
    {
      title: 'Request heads a second on one core, by length',
      kind: 'line',
      x: { label: 'octets', logarithmic: true },
      y: { label: 'heads a second', logarithmic: true },
      series: curves.filter(({ name }) => !/^(llhttp|table).*copy/.test(name))
    }
  ],
  missing: typeof native === 'string' ? [native] : []
})
if (!process.argv.includes('--json')) for (const { name, does } of running) console.log(`${name}: ${does}`)

function report(octets: number, rateOf: (name: string) => number): void {
  for (const [index, { name }] of running.entries()) {
    figures.push(figure(`${octets} octets: ${name}`, rateOf(name), 'heads/s'))
    curves[index]!.points.push([octets, rateOf(name)])
  }
  const ratio = (one: string, other: string) =>
    figures.push(figure(`${octets} octets: ${one} over ${other}`, rateOf(one) / rateOf(other), '×'))
  ratio('simd', 'scalar')
  ratio('simd + copy', 'scalar')
  ratio('table', 'scalar')
  ratio('simd', 'llhttp')
  ratio('simd', 'llhttp simd')
  ratio('simd + copy', 'llhttp + copy')
  ratio('scalar', 'llhttp')
  if (typeof native !== 'string') ratio('simd', 'picohttpparser')
}
