import type { Criterion, Limit } from './criterion.ts'
import type { Figure, Findings } from './findings.ts'

/** How a criterion came out. `not measured` says why; it never counts as shown. */
export interface Outcome {
  readonly state: 'holds' | 'fails' | 'not measured'
  readonly reason?: string
  readonly limits: readonly JudgedLimit[]
  readonly findings?: Findings
}

export interface JudgedLimit {
  readonly limit: Limit
  readonly value?: number
  readonly unit?: string
  readonly state: 'holds' | 'fails' | 'left out'
}

/** Measures a criterion and holds the figures against its limits. `lenient` allows for each limit's margin. */
export async function measure(criterion: Criterion, lenient = false): Promise<Outcome> {
  try {
    return judge(criterion, await criterion.measure(), lenient)
  } catch (error) {
    return { state: 'not measured', reason: (error as Error).message, limits: [] }
  }
}

export function judge({ limits }: Criterion, findings: Findings, lenient = false): Outcome {
  const judged = limits.map((limit): JudgedLimit => {
    const figure = findings.figures.find(({ name }) => name === limit.figure)
    if (figure === undefined || Number.isNaN(figure.value))
      return { limit, state: limit.needs === undefined ? 'fails' : 'left out' }
    return {
      limit,
      value: figure.value,
      unit: figure.unit,
      state: within(limit, figure, lenient) ? 'holds' : 'fails'
    }
  })
  const absent = judged.filter(({ state, value }) => state === 'fails' && value === undefined)
  const measured = judged.filter(({ state }) => state !== 'left out')
  if (measured.length === 0 || absent.length > 0)
    return {
      state: 'not measured',
      reason:
        absent.length > 0
          ? `there is no figure ${absent.map(({ limit }) => `“${limit.figure}”`).join(', ')}`
          : 'all of it needs something that is not here',
      limits: judged,
      findings
    }
  const state = measured.every((one) => one.state === 'holds') ? 'holds' : 'fails'
  return { state, limits: judged, findings }
}

function within({ atLeast, atMost, margin = 1 }: Limit, { value }: Figure, lenient: boolean): boolean {
  const slack = lenient ? margin : 1
  return (
    (atLeast === undefined || value >= atLeast / slack) && (atMost === undefined || value <= atMost * slack)
  )
}
