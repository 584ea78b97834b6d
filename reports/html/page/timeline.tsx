import type { Trace } from '../../../lab/trace.ts'
import type { WireEvent } from '../wire/wire-event.ts'

export interface Lane {
  readonly name: string
  readonly began: number
  readonly trace: Trace
  readonly events: readonly WireEvent[]
  readonly deciding: ReadonlySet<number>
}

const WIDTH = 1000
const LANE = 44
const LEFT = 64

/** When what crossed the wire: what we sent above each line, what came below it, waits on it. Both on one scale. */
export function Timeline({ lanes }: { lanes: readonly Lane[] }) {
  const end = Math.max(1, ...lanes.map(({ trace, began }) => (trace.entries.at(-1)?.at ?? 0) - began))
  const x = (at: number): number => LEFT + (Math.max(0, at) / end) * (WIDTH - LEFT - 8)
  const height = lanes.length * LANE + 20
  const step = tick(end)
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step)
  return (
    <svg class="timeline" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={spoken(lanes, end)}>
      {ticks.map((at) => (
        <g key={at}>
          <line class="tick" x1={x(at)} x2={x(at)} y1={4} y2={height - 16} />
          <text class="scale" x={x(at)} y={height - 4} text-anchor="middle">
            {Number(at.toPrecision(6))} ms
          </text>
        </g>
      ))}
      {lanes.map(({ name, trace, began, events, deciding }, index) => {
        const y = index * LANE + LANE / 2
        return (
          <g key={name}>
            <text class="lane" x={0} y={y + 4}>
              {name}
            </text>
            <line class="axis" x1={LEFT} x2={WIDTH - 8} y1={y} y2={y} />
            {trace.entries.map((entry, number) =>
              entry.kind === 'met' || entry.kind === 'deadline' ? (
                <rect
                  key={`wait ${number}`}
                  class={`wait ${entry.kind}`}
                  x={x(entry.at - began - entry.waited)}
                  width={Math.max(0.5, x(entry.at - began) - x(entry.at - began - entry.waited))}
                  y={y - 2}
                  height={4}
                />
              ) : null
            )}
            {thinned(events, x).map(({ event, number }) => {
              const up = event.by === 'lab'
              const decided = deciding.has(event.entry)
              const length = decided ? 17 : event.auto ? 7 : 12
              return (
                <g
                  key={number}
                  class={`stroke ${event.by}${decided ? ' decided' : ''}${event.auto ? ' automatic' : ''}`}
                >
                  <title>{`${event.at.toFixed(1)} ms ${up ? 'sent' : 'received'} ${event.name} ${event.text.slice(0, 200)}`}</title>
                  <line x1={x(event.at)} x2={x(event.at)} y1={y} y2={up ? y - length : y + length} />
                  {decided && <circle cx={x(event.at)} cy={up ? y - length : y + length} r={3.5} />}
                </g>
              )
            })}
          </g>
        )
      })}
    </svg>
  )
}

/** Events that fall on the same spot are drawn once. */
function thinned(
  events: readonly WireEvent[],
  x: (at: number) => number
): { event: WireEvent; number: number }[] {
  const seen = new Set<string>()
  return events
    .map((event, number) => ({ event, number }))
    .filter(({ event }) => {
      const spot = `${event.by} ${Math.round(x(event.at))} ${event.auto}`
      return !seen.has(spot) && seen.add(spot) !== undefined
    })
}

/** A round step that gives five to ten ticks. */
function tick(end: number): number {
  const power = 10 ** Math.floor(Math.log10(end / 5))
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => end / step <= 8) ?? end
}

const spoken = (lanes: readonly Lane[], end: number): string =>
  `Timeline of ${end.toFixed(1)} ms. ${lanes
    .map(
      ({ name, events }) =>
        `${name}: ${events.filter(({ by, kind }) => by === 'lab' && kind === 'message').length} messages sent, ${events.filter(({ by, kind }) => by === 'target' && kind === 'message').length} received`
    )
    .join('; ')}.`
