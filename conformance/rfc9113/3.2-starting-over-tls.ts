import { that } from '../../lab/http2/expectation.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { noHttp2, openOn, spokenOverTls } from '../http2/over-tls.ts'
import { offence } from '../http2/server-case.ts'

const base = { needs: ['tls'], opening: [], then: spokenOverTls } as const

export const cases = [
  offence({
    ...base,
    id: 'http2/h2c-selected-by-alpn',
    title: 'ALPN that offers nothing but "h2c"',
    requirements: ['rfc9113-3.2-1'],
    control: openOn({ alpn: ['h2'] }),
    probe: openOn({ alpn: ['h2c'] }),
    expect: that('"h2c" not selected', (view) => {
      const open = view.events.find((event) => event.event === 'open' || event.event === 'refused')
      if (open?.event === 'refused')
        return conforms('exact', `no connection was made: ${open.reason}`, [open.entry])
      if (open?.event !== 'open' || open.tls === undefined) return inconclusive('there was no handshake')
      return open.tls.alpn === 'h2c'
        ? violates('"h2c" was selected', [open.entry])
        : conforms('exact', `${open.tls.alpn === false ? 'nothing' : open.tls.alpn} was selected`, [
            open.entry
          ])
    })
  }),
  offence({
    ...base,
    id: 'http2/http2-without-alpn',
    title: 'the preface over TLS without ALPN',
    requirements: ['rfc9113-3.3-1'],
    control: openOn({ alpn: ['h2'] }),
    probe: openOn({ alpn: [] }),
    expect: noHttp2('no HTTP/2 without ALPN')
  }),
  offence({
    ...base,
    id: 'http2/http2-after-alpn-of-http1',
    title: 'the preface over TLS after ALPN has offered only HTTP/1.1',
    requirements: ['rfc9113-3.3-1'],
    control: openOn({ alpn: ['h2'] }),
    probe: openOn({ alpn: ['http/1.1'] }),
    expect: noHttp2('no HTTP/2 where HTTP/1.1 was agreed on')
  })
]
