import { kindsOf } from '../deciding.ts'
import type { Trace } from '../trace.ts'
import { readHttp1 } from './reading.ts'

/** What deciding entries of an HTTP/1 trace are: statuses of responses, octets that are none, ends of connections. */
export function deciding(trace: Trace, entries: readonly number[]): readonly string[] {
  const events = readHttp1(trace, 'lab')
  return kindsOf(trace, entries, (index) => {
    const said = events.flatMap((event) => {
      if (event.entry !== index || event.by !== 'target') return []
      if (event.event === 'head' || event.event === 'interim') return [`status ${event.message.status}`]
      return event.event === 'foreign' ? ['no HTTP/1'] : []
    })
    return said.length === 0 ? ['octets'] : said
  })
}
