import { printable } from '../printable.ts'

/** A script's message in one line, whatever the protocol: its parts as they are written in the case. */
export function messageText(message: unknown): string {
  if (typeof message !== 'object' || message === null) return printable(JSON.stringify(message))
  const { frame, ...parts } = message as Record<string, unknown>
  // Octets as a case of HTTP/1 writes them.
  if (frame === undefined && typeof parts['text'] === 'string' && Object.keys(parts).length === 1)
    return partText(parts['text'])
  const words = Object.entries(parts)
    .filter(([name]) => name !== 'round')
    .map(([name, part]) => `${name}=${partText(part)}`)
  return [...(frame === undefined ? [] : [nameOf(frame)]), ...words].join(' ')
}

const nameOf = (frame: unknown): string =>
  typeof frame === 'number' ? `type-0x${frame.toString(16).padStart(2, '0')}` : printable(String(frame))

function partText(part: unknown): string {
  if (typeof part === 'string') return printable(JSON.stringify(part))
  if (Array.isArray(part)) return `[${part.map(itemText).join(', ')}]`
  if (typeof part === 'object' && part !== null)
    return `{${Object.entries(part)
      .map(([name, inner]) => `${name}: ${partText(inner)}`)
      .join(', ')}}`
  return String(part)
}

/** Pairs (field lines, settings) read best as `name: value`. */
function itemText(item: unknown): string {
  if (!Array.isArray(item) || item.length !== 2) return partText(item)
  const [name, value] = item as [unknown, unknown]
  return `${typeof name === 'string' ? printable(name) : partText(name)}: ${typeof value === 'string' ? printable(value) : partText(value)}`
}
