import { Unresolved } from '../dialect.ts'
import type { Message } from './message.ts'

/**
 * The octets of a message. Placeholders are filled in from the target's values; `{round}` is the round of the repeat. Throws
 * Unresolved for a placeholder that the target does not supply.
 */
export function octetsOf(message: Message, values: Readonly<Record<string, string>>, round = 0): Uint8Array {
  const once =
    'hex' in message
      ? Buffer.from(message.hex.replaceAll(' ', ''), 'hex')
      : Buffer.from(fill(message.text, values, round), 'latin1')
  const { times = 1 } = message
  if (times === 1) return once
  const all = Buffer.alloc(once.length * times)
  for (let at = 0; at < all.length; at += once.length) once.copy(all, at)
  return all
}

function fill(template: string, values: Readonly<Record<string, string>>, round: number): string {
  return template.replaceAll(/\{([a-z]+)\}/g, (_placeholder, name: string) => {
    if (name === 'round') return String(round)
    // A page that is itself large needs no other path.
    const value = values[name] ?? (name === 'large' ? values['path'] : undefined)
    if (value === undefined) throw new Unresolved(`the target supplies no ${name}`)
    return value
  })
}
