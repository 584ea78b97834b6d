/** A figure for people: three or four significant digits, thousands apart. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const size = Math.abs(value)
  const digits = size >= 1000 || Number.isInteger(value) ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 4
  const rounded = size >= 1_000_000 ? Number(value.toPrecision(4)) : value
  return rounded.toLocaleString('en', { maximumFractionDigits: digits })
}
