/** What a measurement found: figures with names that criteria refer to, and curves. */
export interface Findings {
  readonly figures: readonly Figure[]
  readonly plots?: readonly Plot[]
  /** What could not be measured here, and why: a peer that is not installed. */
  readonly missing?: readonly string[]
}

export interface Figure {
  readonly name: string
  readonly value: number
  /** `frames/s`, `octets`, `%`, `×`; empty for a number of its own. */
  readonly unit: string
}

export const figure = (name: string, value: number, unit = ''): Figure => ({ name, value, unit })

/** Curves over numbers, or bars over names. */
export interface Plot {
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly kind: 'line' | 'bar' | 'stacked bar'
  /** The names along the x axis of bars. */
  readonly names?: readonly string[]
  readonly series: readonly Series[]
}

export interface Axis {
  readonly label: string
  readonly logarithmic?: true
}

export interface Series {
  readonly name: string
  /** x and y; for bars x is the index of the name. */
  readonly points: readonly (readonly [number, number])[]
}
