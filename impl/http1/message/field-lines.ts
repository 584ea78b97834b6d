import type { FieldLine } from '../../application.ts'
import { latin1 } from '../../latin1.ts'
import { FIELD_COUNT, FIRST_FIELD, WORDS_OF_FIELD } from '../head/contract.ts'
import type { Readings } from '../rules.ts'
import { textOf } from './text.ts'

/** The field lines of a section, in their order, with names in small letters: names have no case (RFC 9110, section 5.1). */
export function fieldLinesOf(
  octets: Uint8Array,
  base: number,
  spans: Uint32Array,
  readings: Readings
): FieldLine[] {
  const end = FIRST_FIELD + spans[FIELD_COUNT]! * WORDS_OF_FIELD
  const lines: FieldLine[] = []
  for (let word = FIRST_FIELD; word < end; word += WORDS_OF_FIELD) {
    let name = lowerCaseName(latin1(octets, base + spans[word]!, base + spans[word + 1]!))
    if (readings.fieldNameUnderscore !== 'enforce' && name.includes('_')) {
      if (readings.fieldNameUnderscore === 'dropped') continue
      name = name.replaceAll('_', '-')
    }
    lines.push({ name, value: textOf(octets, base, spans, word + 2) })
  }
  return lines
}

// The names that a program meets are few; what is made up only once is bounded.
const MOST_NAMES = 512
const known = new Map<string, string>()

function lowerCaseName(name: string): string {
  let lower = known.get(name)
  if (lower === undefined) {
    lower = name.toLowerCase()
    if (known.size < MOST_NAMES && name.length <= 32) known.set(name, lower)
  }
  return lower
}
