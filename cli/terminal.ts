import type { Writable } from 'node:stream'
import pc from 'picocolors'

/** Where the program writes to, and what it knows of its surroundings. */
export interface Terminal {
  readonly out: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  readonly err: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  readonly env: Readonly<Record<string, string | undefined>>
}

export type Colors = ReturnType<typeof pc.createColors>

/** Colours for a stream: on a terminal only, and never with NO_COLOR; FORCE_COLOR asks for them anywhere. */
export function colorsFor(stream: Terminal['out'], env: Terminal['env']): Colors {
  const refused = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb'
  const forced = (env['FORCE_COLOR'] ?? '') !== '' && env['FORCE_COLOR'] !== '0'
  return pc.createColors(!refused && (forced || stream.isTTY === true))
}
