import type { Asked } from './application.ts'
import { answer, fields } from './reply.ts'

const octets = (text: string): Uint8Array => new TextEncoder().encode(text)
const PAGE = octets(
  '<!doctype html><html lang="en"><link rel="stylesheet" href="/style.css"><p>Pushed.</p></html>\n'
)
const STYLE = octets('body { font-family: serif }\n')
/** The code of that name in HTTP/2 (RFC 9113, section 7). */
const CANCEL = 0x08

/**
 * A page that promises its style sheet, where the client allows it, and sends it once the connection has taken the page: a
 * client that holds the page back leaves the promised stream reserved.
 */
export function pushing(asked: Asked): void {
  const { request, response } = asked
  const { scheme = 'https', authority } = request
  const promised =
    request.method === 'GET' && authority !== undefined
      ? response.push?.({ method: 'GET', scheme, authority, path: '/style.css', fields: [] })
      : undefined
  const type = fields(['content-type', 'text/html; charset=utf-8'])
  if (promised === undefined) return answer(asked, 200, PAGE, type)
  let taken = false
  response.onWritable(() => {
    if (taken) return
    taken = true
    response.end()
    promised.send(200, fields(['server', 'zyphos'], ['content-type', 'text/css']), STYLE)
  })
  request.onReset(() => {
    if (!taken) promised.reset(CANCEL)
  })
  response.respond(200, [...fields(['server', 'zyphos']), ...type])
  response.write(PAGE)
}
