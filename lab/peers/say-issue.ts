import type { z } from 'zod'

/** A value of peer.json that is not what it must be. The message begins with where in the file it stands. */
export class ShapeError extends Error {}

type Issue = z.core.$ZodIssue

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a string that is not empty',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  boolean: 'true or false'
}

/** The first thing that is wrong, as one clause that begins with where it stands: `modes.tls.protocols must not be empty`. */
export function sayIssue({ issues }: { readonly issues: readonly Issue[] }): string {
  const [issue] = issues
  if (issue === undefined) return 'the manifest is not valid'
  const where = placeOf(issue.path)
  switch (issue.code) {
    case 'invalid_type':
      return `${where} must be ${EXPECTED[issue.expected] ?? issue.expected}, but is ${kindOf(issue.input)}`
    case 'too_small':
      return `${where} must not be empty`
    case 'unrecognized_keys':
      return `${placeOf([...issue.path, issue.keys[0] ?? ''])} is not known`
    case 'invalid_value':
      return `${where} must be ${oneOf(issue.values)}, but is ${shown(issue.input)}`
    case 'invalid_union':
      return `${where} must be ${oneOf('options' in issue ? (issue.options ?? []) : [])}, but is ${shown(valueAt(issue))}`
    default:
      return `${where} ${issue.message}`
  }
}

const placeOf = (path: readonly PropertyKey[]): string =>
  path.length === 0
    ? 'the manifest'
    : path
        .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at === 0 ? '' : '.'}${String(part)}`))
        .join('')

const oneOf = (values: readonly unknown[]): string =>
  values.length === 1 ? String(values[0]) : `one of ${values.map(String).join(', ')}`

const shown = (value: unknown): string => JSON.stringify(value) ?? 'missing'

/** A union names the object as its input, and the member that tells its kinds apart as the last step of its path. */
function valueAt({ input, path }: Issue): unknown {
  const last = path.at(-1)
  return typeof input === 'object' && input !== null && last !== undefined
    ? (input as Record<PropertyKey, unknown>)[last]
    : input
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`
}
