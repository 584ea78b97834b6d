import { refused } from '../../lab/http1/expectation.ts'
import { get, octets } from '../../lab/http1/steps.ts'
import { offence } from '../http1/server-case.ts'

/** RFC 9112, section 3.2: the request-target and Host. */
export const requestTarget = [
  offence({
    id: 'http1/host-missing',
    title: 'No Host field in an HTTP/1.1 request',
    requirements: ['rfc9112-3.2-6'],
    control: get(),
    probe: octets('GET {path} HTTP/1.1', []),
    expect: refused(400)
  }),
  offence({
    id: 'http1/host-twice',
    title: 'Two Host lines',
    requirements: ['rfc9112-3.2-6'],
    control: get(),
    probe: get(['Host', '{authority}']),
    expect: refused(400)
  })
]
