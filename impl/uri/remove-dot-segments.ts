/**
 * Takes the segments "." and ".." out of a path (RFC 3986, section 5.2.4): in one pass over the segments, since the
 * procedure of the RFC copies what remains for each of them.
 */
export function removeDotSegments(path: string): string {
  const absolute = path.startsWith('/')
  const segments = path.split('/')
  if (absolute) segments.shift()
  const kept: string[] = []
  // A relative path loses the dots before its first other segment, and the slash after them.
  let rooted = absolute
  for (const [index, segment] of segments.entries()) {
    if (segment !== '..' && segment !== '.') {
      kept.push(segment)
      continue
    }
    if (segment === '..' && kept.length > 0) {
      kept.pop()
      rooted ||= kept.length === 0
    }
    // What ends with dots names a folder.
    if (index === segments.length - 1 && (rooted || kept.length > 0)) kept.push('')
  }
  return (rooted ? '/' : '') + kept.join('/')
}
