import { accepted, malformed } from '../../lab/http2/expectation.ts'
import { get, REQUEST, settings } from '../../lab/http2/steps.ts'
import { offence, tolerance } from '../http2/server-case.ts'

export const cases = [
  ...[0, 1].map((value) =>
    tolerance({
      id: `http2/enable-connect-protocol-of-${value}-from-client`,
      title: `SETTINGS_ENABLE_CONNECT_PROTOCOL of ${value} from a client`,
      requirements: ['rfc8441-3+2', 'rfc9113-6.5.2-13'],
      control: [settings(), get(1)],
      probe: [settings(['ENABLE_CONNECT_PROTOCOL', value]), get(1)],
      expect: accepted(1)
    })
  ),
  offence({
    id: 'http2/protocol-in-get',
    title: ':protocol in a request that is not CONNECT',
    requirements: ['rfc8441-3+1', 'rfc9113-8.3-4'],
    control: get(1),
    probe: { frame: 'HEADERS', stream: 1, block: [...REQUEST, [':protocol', 'websocket']], endStream: true },
    expect: malformed(1),
    why: 'Without the setting the pseudo-header field is undefined, and with it it belongs to CONNECT.'
  })
]
