import type { Level, Rule } from '../rules.ts'

type Texts = Readonly<Record<string, string>>
type Cites = readonly [level: Level, ...requirements: string[]]

/** A guard, and the status by which a server refuses what breaks it. A client gives the response up instead. */
export interface Guard<R extends Texts = Texts> extends Rule {
  readonly kind: 'guard'
  readonly readings: { readonly enforce: string } & R
  readonly status: number
}

export interface Duty<R extends Texts = Texts> extends Rule {
  readonly kind: 'duty'
  readonly readings: { readonly enforce: string } & R
}

const silent = { silent: 'closes the connection without an answer' } as const

/** Something that is refused: with `status` in a request. */
export function guard<const R extends Texts>(
  status: number,
  [level, ...requirements]: Cites,
  enforce: string,
  readings: R,
  overreach?: keyof R & string
): Guard<R & typeof silent> {
  return {
    kind: 'guard',
    requirements,
    level,
    readings: { enforce, ...silent, ...readings },
    status,
    ...(overreach === undefined ? {} : { overreach })
  }
}

/** Something that must be done, or left undone. */
export function duty<const R extends Texts>(
  [level, ...requirements]: Cites,
  enforce: string,
  readings: R,
  overreach?: keyof R & string
): Duty<R> {
  return {
    kind: 'duty',
    requirements,
    level,
    readings: { enforce, ...readings },
    ...(overreach === undefined ? {} : { overreach })
  }
}
