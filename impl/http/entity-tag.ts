/** An entity tag (RFC 9110, section 8.8.3). */
export interface EntityTag {
  readonly weak: boolean
  /** With its quotes. */
  readonly opaque: string
}

const TAG = /(W\/)?("[\x21\x23-\x7e\x80-\xff]*")/y

/** Reads a list of entity tags; `*` for any, undefined where it is no such list. */
export function parseEntityTags(text: string): readonly EntityTag[] | '*' | undefined {
  if (text.trim() === '*') return '*'
  const tags: EntityTag[] = []
  let at = 0
  for (;;) {
    // Empty elements are passed over (section 5.6.1.2).
    while (/[ \t,]/.test(text[at] ?? '')) at++
    if (at === text.length) return tags.length === 0 ? undefined : tags
    TAG.lastIndex = at
    const match = TAG.exec(text)
    if (match === null) return undefined
    tags.push({ weak: match[1] !== undefined, opaque: match[2]! })
    at = TAG.lastIndex
    if (!/^[ \t]*(?:,|$)/.test(text.slice(at))) return undefined
  }
}

/** Both are strong and the same (section 8.8.3.2). */
export const matchesStrongly = (a: EntityTag, b: EntityTag): boolean =>
  !a.weak && !b.weak && a.opaque === b.opaque

/** They are the same but for the marks of weakness. */
export const matchesWeakly = (a: EntityTag, b: EntityTag): boolean => a.opaque === b.opaque

export const formatEntityTag = ({ weak, opaque }: EntityTag): string => (weak ? 'W/' : '') + opaque
