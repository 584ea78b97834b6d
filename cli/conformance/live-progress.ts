import { performance } from 'node:perf_hooks'
import type { Verdict } from '../../lab/verdict.ts'
import { VERDICTS } from '../../reports/runs/tally.ts'
import { colorOf } from '../../reports/terminal/colors.ts'
import { colorsFor, type Terminal } from '../terminal.ts'
import type { Progress } from './progress.ts'

/** Between two pictures, in milliseconds. */
const REDRAW = 100

/** On a terminal: counts by verdict, what is running, and how long it may still take, in place. */
export async function liveProgress(cases: ReadonlySet<string>, terminal: Terminal): Promise<Progress> {
  const { createLogUpdate } = await import('log-update')
  const update = createLogUpdate(terminal.err as NodeJS.WriteStream)
  const colors = colorsFor(terminal.err, terminal.env)
  const counts: Record<Verdict, number> = { conforms: 0, violates: 0, inconclusive: 0, unsupported: 0 }
  const running = new Set<string>()
  const chosen = new Set<string>()
  const began = performance.now()
  const draw = (): void => {
    const told = VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) =>
      colorOf(colors)[verdict](`${counts[verdict]} ${verdict}`)
    )
    const done = chosen.size
    const left = ((performance.now() - began) / done) * (cases.size - done)
    const eta = done < 3 || done >= cases.size ? '' : `, about ${duration(left)} left`
    const width = Math.max(20, (terminal.err.columns ?? 80) - 2)
    update(
      [
        `${done} of ${cases.size} cases${eta}`,
        told.join(', '),
        colors.dim(clip([...running].join(' '), width))
      ]
        .filter((line) => line !== '')
        .join('\n')
    )
  }
  const timer = setInterval(draw, REDRAW)
  timer.unref()
  draw()
  return {
    // Cases that were not asked for run too, where others need them as a comparison; nothing is told of them.
    begun: (id) => {
      if (cases.has(id)) running.add(id)
    },
    take(line) {
      if (line.type !== 'verdict') return
      counts[line.verdict]++
      running.delete(line.case)
      if (line.kind !== 'invariant') chosen.add(line.case)
    },
    end() {
      clearInterval(timer)
      update.clear()
      update.done()
    }
  }
}

const clip = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text

function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
