import type { Level, Rule } from '../rules.ts'

/** A guard and the error by which it refuses. */
export interface Guard<
  R extends Readonly<Record<string, string>> = Readonly<Record<string, string>>
> extends Rule {
  readonly kind: 'guard'
  readonly readings: { readonly enforce: string } & R
  readonly error: { readonly scope: 'connection' | 'stream'; readonly code: number }
}

export interface Duty<
  R extends Readonly<Record<string, string>> = Readonly<Record<string, string>>
> extends Rule {
  readonly kind: 'duty'
  readonly readings: { readonly enforce: string } & R
}

type Texts = Readonly<Record<string, string>>
type Cites = readonly [level: Level, ...requirements: string[]]

function guard<R extends Texts>(
  scope: 'connection' | 'stream',
  code: number,
  [level, ...requirements]: Cites,
  enforce: string,
  readings: R,
  overreach: (keyof R & string) | undefined
): Guard<R> {
  return {
    kind: 'guard',
    requirements,
    level,
    readings: { enforce, ...readings },
    error: { scope, code },
    ...(overreach === undefined ? {} : { overreach })
  }
}

const connectionNoError = { noError: 'ends the connection with NO_ERROR' } as const
const streamNoError = { noError: 'resets the stream with NO_ERROR' } as const
const streamOnly = { streamError: 'resets the stream and keeps the connection' } as const

/** A connection error for a frame that belongs to no stream. */
export function connectionGuard<const R extends Texts>(
  code: number,
  cites: Cites,
  enforce: string,
  readings: R,
  overreach?: keyof R & string
): Guard<R & typeof connectionNoError> {
  return guard('connection', code, cites, enforce, { ...connectionNoError, ...readings }, overreach)
}

/** A connection error for a frame on a stream, which a program might mistake for a stream error. */
export function streamFrameGuard<const R extends Texts>(
  code: number,
  cites: Cites,
  enforce: string,
  readings: R,
  overreach?: keyof R & string
): Guard<R & typeof connectionNoError & typeof streamOnly> {
  return guard(
    'connection',
    code,
    cites,
    enforce,
    { ...connectionNoError, ...streamOnly, ...readings },
    overreach
  )
}

/** A stream error. */
export function streamGuard<const R extends Texts>(
  code: number,
  cites: Cites,
  enforce: string,
  readings: R,
  overreach?: keyof R & string
): Guard<R & typeof streamNoError> {
  return guard('stream', code, cites, enforce, { ...streamNoError, ...readings }, overreach)
}

/** Something an endpoint must do, or must leave undone. */
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
