import type { FieldLine } from '../application.ts'
import { parseDate } from './date.ts'
import { matchesStrongly, matchesWeakly, parseEntityTags, type EntityTag } from './entity-tag.ts'
import type { SemanticRuleSet } from './rules.ts'

/** What tells one state of a representation from another. */
export interface Validators {
  readonly tag?: EntityTag
  /** Milliseconds since 1970; HTTP knows whole seconds only. */
  readonly lastModified?: number
}

/** What preconditions say: the method is to be performed, or one of two answers is given in its place. */
export type Precondition = 'holds' | 304 | 412

/** The value of a field that may be sent in several lines; undefined where it is not there. */
export function valueOf(fields: readonly FieldLine[], name: string): string | undefined {
  const values = fields.filter((line) => line.name === name).map(({ value }) => value)
  return values.length === 0 ? undefined : values.join(', ')
}

/**
 * Evaluates the preconditions of a request on an existing representation, in the order of RFC 9110, section 13.2.2. `now`
 * decides what years of two digits mean.
 */
export function evaluatePreconditions(
  method: string,
  fields: readonly FieldLine[],
  { tag, lastModified }: Validators,
  now: number,
  rules: SemanticRuleSet = {}
): Precondition {
  const reads = method === 'GET' || method === 'HEAD'
  const changed = (name: string) => changedSince(valueOf(fields, name), lastModified, now, rules)
  const ifMatch = valueOf(fields, 'if-match')
  const matches = rules.ifMatchStrong === 'weak' ? matchesWeakly : matchesStrongly
  if (ifMatch !== undefined && rules.ifMatchEvaluated !== 'ignored' && !anyMatches(ifMatch, tag, matches))
    return 412
  if (
    (ifMatch === undefined || rules.ifUnmodifiedSinceSecond === 'evaluated') &&
    rules.ifUnmodifiedSinceEvaluated !== 'ignored'
  )
    if (changed('if-unmodified-since') === true) return 412
  const ifNoneMatch = valueOf(fields, 'if-none-match')
  if (ifNoneMatch !== undefined && rules.ifNoneMatchEvaluated !== 'ignored') {
    const compare = rules.ifNoneMatchWeak === 'strong' ? matchesStrongly : matchesWeakly
    if (anyMatches(ifNoneMatch, tag, compare))
      return reads || rules.ifNoneMatchEvaluated === 'always304' ? 304 : 412
    if (rules.ifModifiedSinceSecond !== 'evaluated') return 'holds'
  }
  if (!reads && rules.ifModifiedSinceMethod !== 'evaluated') return 'holds'
  if (rules.ifModifiedSinceEvaluated === 'ignored') return 'holds'
  return changed('if-modified-since') === false ? 304 : 'holds'
}

function anyMatches(
  value: string,
  tag: EntityTag | undefined,
  compare: (a: EntityTag, b: EntityTag) => boolean
): boolean {
  const tags = parseEntityTags(value)
  if (tags === '*') return true
  return tag !== undefined && tags !== undefined && tags.some((one) => compare(one, tag))
}

/** Whether something has changed since a date; undefined where the field is to be ignored (sections 13.1.3 and 13.1.4). */
function changedSince(
  value: string | undefined,
  lastModified: number | undefined,
  now: number,
  rules: SemanticRuleSet
): boolean | undefined {
  if (value === undefined || lastModified === undefined) return undefined
  if (rules.dateFormats === 'fixdate' && !/^\w{3}, \d\d \w/.test(value)) return undefined
  const date = parseDate(value, now)
  return date === undefined ? undefined : Math.floor(lastModified / 1000) * 1000 > date
}

/** Whether If-Range allows a range to be sent: by a strong validator that is the same (section 13.1.5). */
export function ifRangeHolds(
  value: string,
  { tag, lastModified }: Validators,
  now: number,
  rules: SemanticRuleSet = {}
): boolean {
  if (rules.ifRangeEvaluated === 'ignored') return true
  const tags = parseEntityTags(value)
  if (tags !== undefined && tags !== '*') {
    const [first] = tags
    const compare = rules.ifRangeEvaluated === 'weak' ? matchesWeakly : matchesStrongly
    return tags.length === 1 && first !== undefined && tag !== undefined && compare(first, tag)
  }
  const date = parseDate(value, now)
  if (date === undefined || lastModified === undefined) return false
  // A date is strong when the representation cannot have changed twice in that second (section 8.8.2.2).
  const second = Math.floor(lastModified / 1000) * 1000
  return second === date && now - second >= 1000
}
