/**
 * Number of spans in which two texts of octets differ, line by line: lines put in, left out or changed one behind the other
 * are one span. The empty line between a head and its content does not part a field from the content that it frames.
 */
export function spansOfText(a: string, b: string): number {
  const left = linesOf(a)
  const right = linesOf(b)
  // Of texts with very many lines only one span, from first to last difference, is looked for.
  if (left.length * right.length > 250_000) return 1
  const kept = commonLines(left, right)
  let spans = 0
  let open = false
  let [i, j] = [0, 0]
  for (const [x, y] of [...kept, [left.length, right.length] as const]) {
    if (x > i || y > j) {
      if (!open) spans++
      open = true
    }
    const isEmptyLine = left[x] === '\r\n'
    if (!isEmptyLine) open = false
    ;[i, j] = [x + 1, y + 1]
  }
  return spans
}

const linesOf = (text: string): string[] => text.split(/(?<=\n)/)

/** Pairs of indices of a longest common subsequence. */
function commonLines(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1))
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i] as Uint32Array
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  const pairs: (readonly [number, number])[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) pairs.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return pairs
}
