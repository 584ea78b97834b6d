import { any, over, response, send, until, type Step } from '../../lab/http2/steps.ts'
import { request } from './request.ts'

/** A request, and its answer before the next step. */
export const answered = (...[stream, ...representations]: Parameters<typeof request>): Step[] => [
  send(request(stream, ...representations)),
  until(any(response(stream), over(stream)))
]
