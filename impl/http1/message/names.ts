import type { Readings } from '../rules.ts'

/** Field names that decide how a message is read. */
export const OTHER = 0
export const HOST = 1
export const CONTENT_LENGTH = 2
export const TRANSFER_ENCODING = 3
export const CONNECTION = 4
export const EXPECT = 5
export const UPGRADE = 6
export const TE = 7
export const MAX_FORWARDS = 8

/** How names are compared: each octet is replaced first. */
export interface NameTable {
  readonly replaced: Uint8Array
  /** Octets of the name that a number stands for, replaced. */
  readonly names: readonly Uint8Array[]
  /** Number of the only name of some length. */
  readonly byLength: Uint8Array
}

const NAMES = [
  '',
  'Host',
  'Content-Length',
  'Transfer-Encoding',
  'Connection',
  'Expect',
  'Upgrade',
  'TE',
  'Max-Forwards'
]
const LONGEST = 17

export function compileNames(readings: Readings): NameTable {
  const replaced = Uint8Array.from({ length: 256 }, (_, octet) => octet)
  if (readings.fieldNameCase === 'enforce')
    for (let octet = 0x41; octet <= 0x5a; octet++) replaced[octet] = octet + 0x20
  if (readings.fieldNameUnderscore === 'hyphen') replaced[0x5f] = 0x2d
  const names = NAMES.map((name) => Uint8Array.from(name, (one) => replaced[one.charCodeAt(0)]!))
  const byLength = new Uint8Array(LONGEST + 1)
  for (const [number, name] of names.entries()) byLength[name.length] = number
  return { replaced, names, byLength }
}

/** The number of the name from `start` to before `end`. */
export function numberOfName(table: NameTable, octets: Uint8Array, start: number, end: number): number {
  const length = end - start
  const number = length > LONGEST ? OTHER : table.byLength[length]!
  if (number === OTHER) return OTHER
  const name = table.names[number]!
  const { replaced } = table
  for (let index = 0; index < length; index++)
    if (replaced[octets[start + index]!] !== name[index]) return OTHER
  return number
}
