import type { CompiledRules } from '../compiled-rules.ts'
import { FIELD_COUNT, FIRST_FIELD, WORDS_OF_FIELD } from '../head/contract.ts'
import { Refusal } from '../refusal.ts'
import * as names from './names.ts'
import { numberOfName } from './names.ts'
import { listOf } from './options.ts'
import { textOf } from './text.ts'

/** The lines of one field: values, and the offset of the first and of the last. */
export interface Values {
  readonly values: string[]
  readonly offset: number
  lastOffset: number
}

/** What the field lines of a head say about the message and its connection. */
export interface Lines {
  host: Values | undefined
  lengths: Values | undefined
  codings: Values | undefined
  /** Options, expectations and protocols: the elements of the lists, in small letters. */
  options: string[] | undefined
  expectations: string[] | undefined
  expectOffset: number
  upgrade: string[] | undefined
}

/** Picks out of a head the fields that decide how it is read. */
export function readLines(
  octets: Uint8Array,
  base: number,
  spans: Uint32Array,
  rules: CompiledRules
): Lines | Refusal {
  const lines: Lines = {
    host: undefined,
    lengths: undefined,
    codings: undefined,
    options: undefined,
    expectations: undefined,
    expectOffset: 0,
    upgrade: undefined
  }
  const refusesUnderscore = rules.readings.fieldNameUnderscore === 'refused'
  const end = FIRST_FIELD + spans[FIELD_COUNT]! * WORDS_OF_FIELD
  for (let word = FIRST_FIELD; word < end; word += WORDS_OF_FIELD) {
    const start = base + spans[word]!
    const nameEnd = base + spans[word + 1]!
    if (refusesUnderscore && octets.subarray(start, nameEnd).includes(0x5f))
      return new Refusal('fieldNameUnderscore', spans[word]!, 'an underscore in a field name')
    const number = numberOfName(rules.names, octets, start, nameEnd)
    if (number !== names.OTHER)
      takeLine(lines, number, textOf(octets, base, spans, word + 2), spans[word + 2]!)
  }
  return lines
}

function takeLine(lines: Lines, number: number, value: string, offset: number): void {
  switch (number) {
    case names.HOST:
      lines.host = add(lines.host, value, offset)
      break
    case names.CONTENT_LENGTH:
      lines.lengths = add(lines.lengths, value, offset)
      break
    case names.TRANSFER_ENCODING:
      lines.codings = add(lines.codings, value, offset)
      break
    case names.CONNECTION:
      lines.options = [...(lines.options ?? []), ...listOf(value)]
      break
    case names.EXPECT:
      lines.expectations = [...(lines.expectations ?? []), ...listOf(value)]
      lines.expectOffset = offset
      break
    case names.UPGRADE:
      lines.upgrade = [...(lines.upgrade ?? []), ...listOf(value)]
      break
    default:
  }
}

function add(before: Values | undefined, value: string, offset: number): Values {
  if (before === undefined) return { values: [value], offset, lastOffset: offset }
  before.values.push(value)
  before.lastOffset = offset
  return before
}
