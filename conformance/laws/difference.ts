import type { Http2Case } from '../../lab/http2/judge-case.ts'

/**
 * In what the probe differs from the control: where (frame, property, field or setting) and by what octets, as classes:
 * `x-name: +LF inside`. Two cases that differ in the same way have the same text.
 */
export function differenceOf({
  control,
  probe,
  mark
}: Pick<Http2Case, 'control' | 'probe' | 'mark'>): string {
  const from = control.steps[mark]
  const to = probe.steps[mark]
  if (JSON.stringify(control.steps.slice(mark + 1)) === JSON.stringify(probe.steps.slice(mark)))
    return `left out ${shapeOf(from)}`
  if (JSON.stringify(control.steps.slice(mark)) === JSON.stringify(probe.steps.slice(mark + 1)))
    return `put in ${shapeOf(to)}`
  return leaves(from, to).join(', ')
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Every place in which two values differ. */
function leaves(a: unknown, b: unknown, at = ''): string[] {
  if (same(a, b)) return []
  if (Array.isArray(a) && Array.isArray(b)) return inLists(a, b, at)
  if (isRecord(a) && isRecord(b)) {
    const name = [a['frame'], a['kind'], a['do'], a['indexing']].filter((one) => typeof one === 'string')
    const here = name.length === 0 ? at : `${at} ${name.join(' ')}`
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
      leaves(a[key], b[key], `${here}.${key}`)
    )
  }
  return [`${at} ${change(a, b)}`]
}

function inLists(a: readonly unknown[], b: readonly unknown[], at: string): string[] {
  // A field line or a setting: its name stands for it.
  if (a.length === 2 && b.length === 2 && !isRecord(a[0]) && !Array.isArray(a[0]))
    return same(a[0], b[0])
      ? leaves(a[1], b[1], `${at} ${String(a[0])}`)
      : [`${at} name ${change(a[0], b[0])} value ${text(b[1])}`]
  let start = 0
  while (start < a.length && start < b.length && same(a[start], b[start])) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && same(a.at(-1 - end), b.at(-1 - end))) end++
  const gone = a.slice(start, a.length - end)
  const come = b.slice(start, b.length - end)
  // The same elements in another order.
  if (gone.length > 1 && same([...gone].map(text).sort(), [...come].map(text).sort()))
    return [`${at} moved ${come.map(shapeOf).join(' ')}`]
  if (gone.length !== come.length)
    return [
      ...gone.map((one) => `${at} without ${shapeOf(one)} at ${start}`),
      ...come.map((one) => `${at} with ${shapeOf(one)} at ${start}`)
    ]
  return gone.flatMap((one, index) => leaves(one, come[index], at))
}

const text = (value: unknown): string => JSON.stringify(value) ?? ''

/** A step, a message or a field line as it stands in a difference: all that it says, but for the free text in it. */
const shapeOf = (value: unknown): string =>
  text(value).replaceAll(/"(x-[a-z0-9-]+|opaque)","?[^"]*"?/g, '"$1"')

/** What two leaves are apart by. */
function change(a: unknown, b: unknown): string {
  if (typeof a === 'string' && typeof b === 'string')
    return /^\d+$/.test(a) && /^\d+$/.test(b) ? `${a} to ${b}` : spanOf(a, b)
  return `${text(a)} to ${text(b)}`
}

/** The octets by which two texts differ, as classes, and where in the text they stand. */
function spanOf(a: string, b: string): string {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const come = b.slice(start, b.length - end)
  const where = start === 0 && end === 0 ? 'whole' : start === 0 ? 'first' : end === 0 ? 'last' : 'inside'
  // Octets in hexadecimal, and what is short, stand for themselves.
  const hex = /^[0-9a-f ]*$/i.test(a) && /^[0-9a-f ]*$/i.test(b) && a.length > 5
  if (hex || come.length <= 12) return `${a.length} to ${b.length} ${JSON.stringify(come)} ${where}`
  return `${a.length} to ${b.length} ${classes(come)} ${where}`
}

const CLASSES: readonly (readonly [name: string, test: RegExp])[] = [
  ['NUL', /\0/],
  ['LF', /\n/],
  ['CR', /\r/],
  ['HTAB', /\t/],
  ['control', /[\x01-\x08\x0b\x0c\x0e-\x1f]/],
  ['SP', / /],
  ['DEL', /\x7f/],
  ['0x80', /\x80/],
  ['obs-text', /[\x81-\xfe]/],
  ['0xff', /\xff/],
  ['upper', /[A-Z]/],
  ['lower', /[a-z]/],
  ['digit', /[0-9]/],
  ['colon', /:/],
  ['at', /@/],
  ['delimiter', /["(),/;<=>?[\\\]{}]/],
  ['token symbol', /[!#$%&'*+.^_`|~-]/]
]

/** The classes of octets in a longer text. */
const classes = (octets: string): string =>
  CLASSES.filter(([, test]) => test.test(octets))
    .map(([name]) => name)
    .join('+')
