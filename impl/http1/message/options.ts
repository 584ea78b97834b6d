/** The options that Connection names, in small letters; empty elements are passed over (RFC 9110, sections 5.6.1.2 and 7.6.1). */
export function listOf(value: string): string[] {
  return value
    .split(',')
    .map((element) => element.replace(/^[ \t]+|[ \t]+$/g, '').toLowerCase())
    .filter((element) => element !== '')
}
