import type { WireField, WireLine, WireMessage } from './wire-message.ts'

type About = Pick<WireMessage, 'version' | 'method' | 'target' | 'status'>

const STATUS_LINE = /^HTTP\/(\d+)\.(\d+)[ \t]+(\d{3})(?=$|[ \t])/
const REQUEST_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]+(\S.*?)[ \t]+HTTP\/(\d+)\.(\d+)[ \t]*$/

/** What a start-line says, read as generously as leaves its meaning in no doubt; undefined where it is none. */
export function readStartLine(kind: 'request' | 'response', text: string): About | undefined {
  if (kind === 'response') {
    const found = STATUS_LINE.exec(text)
    if (found === null) return undefined
    return { version: { major: Number(found[1]), minor: Number(found[2]) }, status: Number(found[3]) }
  }
  const found = REQUEST_LINE.exec(text)
  if (found === null) return undefined
  const [, method = '', target = '', major, minor] = found
  return { version: { major: Number(major), minor: Number(minor) }, method, target }
}

/** Names and values of field lines; a line that begins with whitespace belongs to the one before, one without colon to none. */
export function readFields(lines: readonly WireLine[]): WireField[] {
  const fields: { name: string; value: string }[] = []
  for (const { text } of lines) {
    const last = fields.at(-1)
    if (/^[ \t]/.test(text)) {
      if (last !== undefined) last.value = `${last.value}\r\n${text}`.trim()
      continue
    }
    const colon = text.indexOf(':')
    if (colon > 0)
      fields.push({
        name: text.slice(0, colon).trimEnd(),
        value: text.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')
      })
  }
  return fields
}
