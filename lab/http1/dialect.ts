import type { Dialect } from '../dialect.ts'
import type { Criterion } from './criterion.ts'
import type { Message } from './message.ts'
import { Http1Observer } from './observer.ts'

/** HTTP/1 as scripts speak it. */
export const http1Dialect: Dialect<Message, Criterion> = {
  name: 'http1',
  alpn: 'http/1.1',
  observe: (context) => new Http1Observer(context)
}
