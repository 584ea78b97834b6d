interface Preference {
  readonly type: string
  readonly subtype: string
  readonly weight: number
}

/**
 * The media type, of those offered, that an Accept value likes best; the first offered where it likes several as much, and
 * undefined where it accepts none (RFC 9110, section 12.5.1). Parameters other than "q" are not looked at.
 */
export function negotiateType(accept: string | undefined, offered: readonly string[]): string | undefined {
  if (accept === undefined) return offered[0]
  const preferences = accept.split(',').flatMap(parsePreference)
  let best: string | undefined
  let most = 0
  for (const one of offered) {
    const weight = weightOf(one, preferences)
    if (weight > most) [best, most] = [one, weight]
  }
  return best
}

/** The most specific range that has the type decides. */
function weightOf(offered: string, preferences: readonly Preference[]): number {
  const [type = '', subtype = ''] = offered.toLowerCase().split(';')[0]!.split('/')
  const fit = (level: (one: Preference) => boolean) => preferences.find(level)?.weight
  return (
    fit((one) => one.type === type && one.subtype === subtype) ??
    fit((one) => one.type === type && one.subtype === '*') ??
    fit((one) => one.type === '*' && one.subtype === '*') ??
    0
  )
}

function parsePreference(element: string): Preference[] {
  const [range = '', ...parameters] = element.split(';').map((part) => part.trim().toLowerCase())
  const match = /^([!#$%&'*+\-.^_`|~0-9a-z]+)\/([!#$%&'*+\-.^_`|~0-9a-z]+)$/.exec(range)
  if (match === null) return []
  const q = parameters
    .map((one) => /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.exec(one)?.[1])
    .find((one) => one !== undefined)
  return [{ type: match[1]!, subtype: match[2]!, weight: q === undefined ? 1 : Number(q) }]
}
