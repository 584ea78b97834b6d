import { openOn, http2Spoken, noHttp2, spokenOverTls } from '../http2/over-tls.ts'
import { offence, tolerance } from '../http2/server-case.ts'

const base = { needs: ['tls'], opening: [], then: spokenOverTls } as const

/** OpenSSL refuses what is old by itself, unless it is told not to. */
const OLD = 'DEFAULT:@SECLEVEL=0'
const PERMITTED = 'ECDHE+AESGCM:ECDHE+CHACHA20'
/** Of the prohibited list (RFC 9113 appendix A): ephemeral keys, but no authenticated encryption. */
const PROHIBITED = 'ECDHE-ECDSA-AES128-SHA:ECDHE-RSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA:ECDHE-RSA-AES256-SHA'
const NO_ENCRYPTION = 'ECDHE-ECDSA-NULL-SHA:ECDHE-RSA-NULL-SHA:NULL-SHA256:@SECLEVEL=0'
const MANDATORY = 'ECDHE-RSA-AES128-GCM-SHA256'
const WITH_RSA = `ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-CHACHA20-POLY1305:${MANDATORY}`

export const cases = [
  ...(['TLSv1.1', 'TLSv1'] as const).map((version) =>
    offence({
      ...base,
      id: `http2/http2-over-${version === 'TLSv1' ? 'first' : 'second'}-tls`,
      title: `a client that knows no newer version of TLS than ${version === 'TLSv1' ? '1.0' : '1.1'}`,
      requirements: ['rfc9113-9.2-1', 'rfc9113-9.2.1-1'],
      control: openOn({ least: 'TLSv1', most: 'TLSv1.3', ciphers: OLD }),
      probe: openOn({ least: 'TLSv1', most: version, ciphers: OLD }),
      expect: noHttp2('no HTTP/2 over TLS below 1.2')
    })
  ),
  offence({
    ...base,
    id: 'http2/http2-without-encryption',
    title: 'a client whose cipher suites do not encrypt',
    requirements: ['rfc9113-9.2-2', 'rfc9113-9.2.1-1'],
    control: openOn({ most: 'TLSv1.2', ciphers: `${PERMITTED}:${NO_ENCRYPTION}` }),
    probe: openOn({ most: 'TLSv1.2', ciphers: NO_ENCRYPTION }),
    expect: noHttp2('no HTTP/2 without encryption')
  }),
  offence({
    ...base,
    id: 'http2/http2-on-prohibited-cipher-suite',
    title: 'a client that offers only cipher suites of the prohibited list',
    requirements: ['rfc9113-9.2.2-1', 'rfc9113-9.2.2-2', 'rfc9113-A-1'],
    control: openOn({ most: 'TLSv1.2', ciphers: `${PERMITTED}:${PROHIBITED}` }),
    probe: openOn({ most: 'TLSv1.2', ciphers: PROHIBITED }),
    expect: noHttp2('no HTTP/2 on a prohibited cipher suite')
  }),
  tolerance({
    ...base,
    id: 'http2/permitted-cipher-suite',
    title: 'TLS 1.2 with cipher suites that are not on the prohibited list, and P-256',
    requirements: ['rfc9113-9.2.2-3', 'rfc9113-9.2.1-7'],
    control: openOn({ most: 'TLSv1.3', ciphers: PERMITTED, groups: 'P-256' }),
    probe: openOn({ most: 'TLSv1.2', ciphers: PERMITTED, groups: 'P-256' }),
    expect: http2Spoken('HTTP/2 on a permitted cipher suite')
  }),
  tolerance({
    ...base,
    id: 'http2/mandatory-cipher-suite',
    title: 'TLS 1.2 with TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 on P-256 only',
    requirements: ['rfc9113-9.2.2-4', 'rfc9113-9.2.1-7'],
    control: openOn({ most: 'TLSv1.2', groups: 'P-256', ciphers: WITH_RSA }),
    probe: openOn({ most: 'TLSv1.2', groups: 'P-256', ciphers: MANDATORY }),
    expect: http2Spoken('HTTP/2 on the mandatory cipher suite')
  })
]
