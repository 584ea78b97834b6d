import type { Dialect } from '../dialect.ts'
import type { Criterion } from './criterion.ts'
import type { Message } from './message.ts'
import { Http2Observer } from './observer.ts'

/** HTTP/2 as scripts speak it. */
export const http2Dialect: Dialect<Message, Criterion> = {
  name: 'http2',
  alpn: 'h2',
  observe: (context) => new Http2Observer(context)
}
