import { useState } from 'preact/hooks'
import type { Span } from '../wire/wire-event.ts'

const WIDTH = 8
/** Octets that are shown at first, and more with each wish. */
const FIRST = 128
const MORE = 4096

/** Octets and what they mean, side by side: hexadecimal and text on the left, their parts on the right. */
export function HexDump({ octets, spans = [] }: { octets: Uint8Array; spans?: readonly Span[] }) {
  const [most, setMost] = useState(FIRST)
  const shown = octets.subarray(0, most)
  const lines = Array.from({ length: Math.ceil(shown.length / WIDTH) }, (_, line) => line * WIDTH)
  const partOf = (offset: number): number => spans.findIndex(({ from, to }) => offset >= from && offset < to)
  return (
    <div class="dump">
      <div class="octets">
        <table aria-label="octets">
          <tbody>
            {lines.map((start) => (
              <tr key={start}>
                <th scope="row">{start.toString(16).padStart(4, '0')}</th>
                <td class="hex">{runs(shown, start, partOf)}</td>
                <td class="ascii">{ascii(shown.subarray(start, start + WIDTH))}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {octets.length > most && (
          <button type="button" class="plain" onClick={() => setMost(most + MORE)}>
            {octets.length - most} more octets
          </button>
        )}
      </div>
      {spans.length > 0 && (
        <table class="parts" aria-label="what the octets mean">
          <tbody>
            {spans.slice(0, 64).map(({ from, to, name, value }, index) => (
              <tr key={from}>
                <td class={`key part-${index % 6}`}>{to - from === 1 ? from : `${from}–${to - 1}`}</td>
                <th scope="row">{name}</th>
                <td class="value">
                  <bdi>{value}</bdi>
                </td>
              </tr>
            ))}
            {spans.length > 64 && (
              <tr>
                <td colSpan={3}>{spans.length - 64} more</td>
              </tr>
            )}
          </tbody>
        </table>
      )}
    </div>
  )
}

/** The octets of a line, those of one part together. */
function runs(octets: Uint8Array, start: number, partOf: (offset: number) => number) {
  const made: { part: number; text: string }[] = []
  for (let offset = start; offset < Math.min(start + WIDTH, octets.length); offset++) {
    const part = partOf(offset)
    const text = (octets[offset] ?? 0).toString(16).padStart(2, '0')
    const last = made.at(-1)
    if (last?.part === part) last.text += ` ${text}`
    else made.push({ part, text })
  }
  return made.map(({ part, text }, index) => (
    <span key={index} class={part === -1 ? '' : `part-${part % 6}`}>
      {text}
    </span>
  ))
}

const ascii = (octets: Uint8Array): string =>
  Array.from(octets, (octet) =>
    octet > 0x20 && octet < 0x7f ? String.fromCharCode(octet) : octet === 0x20 ? '\u2423' : '\u00b7'
  ).join('')
