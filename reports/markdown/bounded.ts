/**
 * As many pieces as fit into a number of characters (UTF-8 octets, which are never fewer), and how many were cut. Each piece is
 * whole Markdown, so that nothing is left open where it was cut.
 */
export function bounded(pieces: readonly string[], limit: number): string {
  const size = (text: string): number => Buffer.byteLength(text)
  const whole = pieces.join('')
  if (size(whole) <= limit) return whole
  const note = (left: number) =>
    `\nCut here: ${left} more lines or entries do not fit into ${limit} characters.\n`
  let room = limit - size(note(pieces.length))
  let kept = 0
  while (kept < pieces.length && size(pieces[kept] ?? '') <= room) room -= size(pieces[kept++] ?? '')
  return pieces.slice(0, kept).join('') + (kept === 0 && room < 0 ? '' : note(pieces.length - kept))
}
