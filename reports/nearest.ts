import { distance } from 'fastest-levenshtein'

/** The candidate nearest to a name, when it is near enough to have been meant. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase()
  let best: { candidate: string; away: number } | undefined
  for (const candidate of candidates) {
    const away = distance(wanted, candidate.toLowerCase())
    if (away < (best?.away ?? Infinity)) best = { candidate, away }
  }
  const most = Math.max(2, Math.floor(wanted.length * 0.4))
  return best !== undefined && best.away <= most ? best.candidate : undefined
}

/** "Did you mean …?", or all names when there are few, or nothing. */
export function suggestion(name: string, candidates: Iterable<string>): string {
  const all = [...candidates]
  const near = nearest(name, all)
  if (near !== undefined) return ` Did you mean ${near}?`
  return all.length > 0 && all.length <= 30 ? ` There is: ${all.join(', ')}.` : ''
}
