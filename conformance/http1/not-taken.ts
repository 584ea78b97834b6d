import type { ClientView } from '../../lab/http1/client-view.ts'
import { conforms, inconclusive, violates, type Finding } from '../../lab/verdict.ts'

/**
 * Judges that octets behind a response are not taken for the response to the next request: a client that goes on to its
 * third request on the connection, while nobody has answered its second, did so.
 */
export function notTaken(view: ClientView): Finding {
  const [, second, third] = view.requests('main')
  if (third !== undefined)
    return violates('the client made its third request, though nobody had answered its second', [third.entry])
  const [other] = view.others
  if (other !== undefined)
    return conforms('exact', 'the client left the connection for another', [other.entry])
  const close = view.closing()
  if (close !== undefined) return conforms('close only', 'the client closed the connection', [close.entry])
  if (second !== undefined)
    return conforms('exact', 'the client went on waiting for the response to its second request', [
      second.entry
    ])
  return inconclusive('the client made no second request and did not close')
}
