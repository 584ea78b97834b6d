import { onResponses } from './rule.ts'

/** Status-lines. */
export const startLines = [
  onResponses(
    'http1/status-line-without-last-space',
    'A status code without the space behind it',
    ['rfc9112-4-4'],
    ({ message: { start } }) => (/^HTTP\/\d\.\d \d{3}$/.test(start.text) ? `"${start.text}"` : undefined)
  ),
  onResponses(
    'http1/line-end-without-cr',
    'A line that ends with LF alone',
    ['rfc9110-2.2-1'],
    ({ message: { start, lines } }) => {
      const bare = [start, ...lines].find(({ ending }) => ending === '\n')
      return bare === undefined ? undefined : `"${bare.text.slice(0, 60)}" ends with LF alone`
    }
  )
]
