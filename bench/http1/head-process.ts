import { contenders } from './head-contenders.ts'

/** A process with one parser: for each head that it is sent it gives requests a second. `head-process.ts NAME`. */
const ROUND_TIME = 150
const contender = contenders[process.argv[2] ?? '']!()
const prepared = new Map<string, (times: number) => void>()

process.on('message', (head: string) => {
  let run = prepared.get(head)
  if (run === undefined) {
    prepared.set(head, (run = contender.prepare(new TextEncoder().encode(head))))
    rate(run)
  }
  process.send?.({ rate: rate(run) })
})
process.send?.({ does: contender.does })

/** Heads a second of processor time, so that other programs on the machine count less. */
function rate(run: (times: number) => void): number {
  let times = 0
  const start = process.cpuUsage()
  for (;;) {
    run(2000)
    times += 2000
    const { user, system } = process.cpuUsage(start)
    if (user + system >= ROUND_TIME * 1000) return (times / (user + system)) * 1e6
  }
}
