import { useEffect, useState } from 'preact/hooks'
import type { Trace } from '../../../lab/trace.ts'
import type { CaseFacts, Column, EvidenceFacts } from '../data.ts'
import { readWire } from '../wire/read-wire.ts'
import type { WireEvent } from '../wire/wire-event.ts'
import { align, alignSteps, type Pair } from './align.ts'
import { Events } from './events.tsx'
import { openTrace } from './open-data.ts'
import { data, groundOf } from './state.ts'
import { Timeline } from './timeline.tsx'

interface Side {
  readonly name: 'control' | 'probe'
  /** Milliseconds from the beginning of the exchange to its first message; times are counted from there. */
  readonly began: number
  readonly trace: Trace
  readonly events: readonly WireEvent[]
  readonly deciding: ReadonlySet<number>
}

/** The two exchanges of a case, step by step, control beside probe. */
export function WireView({
  column,
  one,
  evidence
}: {
  column: Column
  one: CaseFacts
  evidence: EvidenceFacts
}) {
  const [sides, setSides] = useState<readonly Side[] | string>()
  useEffect(() => {
    let left = false
    setSides(undefined)
    openSides(column, evidence).then(
      (opened) => !left && setSides(opened),
      (error: unknown) =>
        !left &&
        setSides(`The traces cannot be shown: ${error instanceof Error ? error.message : String(error)}`)
    )
    return () => {
      left = true
    }
  }, [column, evidence])
  if (sides === undefined) return <p class="quiet">Opening the traces …</p>
  if (typeof sides === 'string') return <p class="warning">{sides}</p>
  if (sides.length === 0)
    return (
      <p class="warning">
        The traces of this exchange are not in this file: the log {data.files[column.file]?.name} holds them,
        if anything does.
      </p>
    )
  const missing = (['control', 'probe'] as const).filter(
    (name) => evidence[name] !== undefined && !sides.some((side) => side.name === name)
  )
  const script = one.script
  const last = (side: Side | undefined): number => (side?.trace.entries.at(-1)?.step ?? -1) + 1
  const [control, probe] = (['control', 'probe'] as const).map((name) =>
    sides.find((side) => side.name === name)
  )
  const pairs = script === undefined ? alignSteps(last(control), last(probe)) : align(script)
  const before = script === undefined ? 0 : pairs.findIndex(({ differs }) => differs)
  const decidesEarly = sides.some(({ deciding, trace }) =>
    [...deciding].some((entry) => (trace.entries[entry]?.step ?? Infinity) < before)
  )
  return (
    <>
      {missing.length > 0 && (
        <p class="warning">The trace of the {missing.join(' and the ')} was left out of this file.</p>
      )}
      <Timeline lanes={sides} />
      <div class={`wire sides-${sides.length}`}>
        <div class="row head" aria-hidden="true">
          {sides.map(({ name }) => (
            <span key={name}>{name === 'control' ? 'Control: lawful, to compare with' : 'Probe'}</span>
          ))}
        </div>
        {before > 1 && (
          <details class="steps" open={decidesEarly}>
            <summary>
              Steps 1 to {before}: the same in both{' '}
              <span class="quiet">{preview(script?.probe.slice(0, before))}</span>
            </summary>
            <Steps pairs={pairs.slice(0, before)} sides={sides} one={one} />
          </details>
        )}
        <Steps pairs={before > 1 ? pairs.slice(before) : pairs} sides={sides} one={one} />
      </div>
    </>
  )
}

const preview = (steps: readonly (readonly string[])[] = []): string =>
  steps.map((lines) => lines.map((line) => line.trim()).join(' ')).join('; ')

async function openSides(column: Column, evidence: EvidenceFacts): Promise<Side[]> {
  const ground = groundOf(column)
  const opened = await Promise.all(
    (['control', 'probe'] as const).map(async (name): Promise<Side | undefined> => {
      const number = evidence[name]
      const trace = number === undefined ? undefined : await openTrace(data, number)
      if (trace === undefined) return undefined
      const events = readWire(ground.suite, ground.role, trace)
      // Control and probe begin when they are due: to be compared they begin at once.
      const began = (events.find(({ kind }) => kind === 'message') ?? events[0])?.at ?? 0
      return {
        name,
        began,
        trace,
        events: events.map((event) => ({ ...event, at: event.at - began })),
        deciding: new Set(evidence.decidedIn === name ? evidence.entries : [])
      }
    })
  )
  return opened.filter((side) => side !== undefined)
}

function Steps({ pairs, sides, one }: { pairs: readonly Pair[]; sides: readonly Side[]; one: CaseFacts }) {
  return (
    <>
      {pairs.map((pair) => {
        const cells = sides.map((side) => ({ side, step: pair[side.name] }))
        const key = cells.map(({ step }) => step).join(' ')
        return (
          <section key={key} class={`step${pair.differs ? ' differs' : ''}`}>
            {cells.map(({ side, step }) => (
              <div key={side.name} class={`side ${side.name}`}>
                <Step side={side} step={step} one={one} differs={pair.differs} />
              </div>
            ))}
          </section>
        )
      })}
    </>
  )
}

function Step({
  side,
  step,
  one,
  differs
}: {
  side: Side
  step: number | undefined
  one: CaseFacts
  differs: boolean
}) {
  if (step === undefined)
    return (
      <p class="left-out">
        <span class="unseen">{side.name}: </span>this step is left out here
      </p>
    )
  const lines = one.script?.[side.name][step]
  const events = side.events.filter((event) => event.step === step)
  return (
    <>
      <h3>
        <span class="unseen">{side.name}, </span>
        <span class="number">{step + 1}</span>{' '}
        {lines === undefined ? `step ${step + 1}` : <Words lines={lines} />}
        {differs && <span class="differs-here">differs</span>}
      </h3>
      <Events
        events={events}
        deciding={side.deciding}
        opens={(event) =>
          side.deciding.has(event.entry) ||
          (differs && side.name === 'probe' && event.by === 'lab' && !event.auto && event.kind === 'message')
        }
      />
    </>
  )
}

/** A step as the case has it: what is done, and what is said. */
function Words({ lines }: { lines: readonly string[] }) {
  const [first = '', ...rest] = lines
  return (
    <>
      {first}
      {rest.slice(0, 8).map((line, index) => (
        <code key={index}>{line.trim()}</code>
      ))}
      {rest.length > 8 && <span class="quiet">{rest.length - 8} more</span>}
    </>
  )
}
