import { median } from '../median.ts'
import { contenders } from './head-contenders.ts'
import { BROWSER, LARGE, SMALL } from './requests.ts'

// Request heads a second, by parser: rounds interleaved, the middle of them reported.
const ROUNDS = Number(process.argv[2] ?? 7)
const ROUND_TIME = 150

for (const head of [SMALL, BROWSER, LARGE]) {
  const octets = new TextEncoder().encode(head)
  const running = contenders.map((contender) => ({
    contender,
    run: contender.prepare(octets),
    rates: [] as number[]
  }))
  for (const { run } of running) rate(run)
  for (let round = 0; round < ROUNDS; round++) for (const { run, rates } of running) rates.push(rate(run))
  console.log(`${octets.length} octets`)
  const base = median(running.find(({ contender }) => contender.name === 'llhttp')!.rates)
  for (const { contender, rates } of running) {
    const figure = median(rates)
    console.log(
      `  ${contender.name.padEnd(20)} ${(figure / 1e6).toFixed(2).padStart(6)} M/s  ${(figure / base).toFixed(2).padStart(5)} x llhttp   ${contender.does}`
    )
  }
}

function rate(run: (times: number) => void): number {
  let times = 0
  const start = performance.now()
  let now: number
  do {
    run(2000)
    times += 2000
    now = performance.now()
  } while (now - start < ROUND_TIME)
  return (times / (now - start)) * 1000
}
