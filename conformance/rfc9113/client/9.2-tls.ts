import { accepted, anyOf, that, type Expectation } from '../../../lab/http2/expectation.ts'
import { acceptedByClient } from '../../../lab/http2/judge-client.ts'
import { codeIn, isType } from '../../../lab/http2/reading.ts'
import { errorName } from '../../../lab/http2/registry.ts'
import { all, send, settings, until, type Step } from '../../../lab/http2/steps.ts'
import { clientBarrier, finish, FIRST, head, listening } from '../../../lab/http2/steps-client.ts'
import type { TlsTerms } from '../../../lab/script.ts'
import { conforms, inconclusive, unsupported, violates } from '../../../lab/verdict.ts'
import { obligation, offence, tolerance } from '../../http2/client-case.ts'
import { barrierOf, exitOf, rejectionByClose, requestsOf } from '../../http2/client-expectations.ts'

const DHE = 'DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384'
const open = (tls?: TlsTerms): Step => ({ do: 'open', ...(tls === undefined ? {} : { tls }) })
const rest: readonly Step[] = [
  // At once: the first frame of a server is SETTINGS, and automation acknowledges as soon as there is something to acknowledge.
  send(settings()),
  until(
    all({ until: 'preface' }, { until: 'settings' }, { until: 'settings acknowledged' }, { until: 'request' })
  ),
  send(head(FIRST)),
  ...clientBarrier(),
  ...finish()
]
const base = { needs: ['tls'] as const, opening: [], given: [], then: rest }

/** The client does not begin HTTP/2: no connection, another protocol, or an end right away. */
const noHttp2 = (says: string): Expectation =>
  that(says, (view) => {
    const preface = view.events.find(
      (event) => event.event === 'preface' && event.by === 'target' && event.on === 'main'
    )
    if (preface?.event === 'preface' && preface.valid && requestsOf(view).length > 0)
      return violates('the client began HTTP/2 all the same', [preface.entry])
    const refused = view.events.find((event) => event.event === 'refused')
    if (refused?.event === 'refused')
      return conforms('exact', `the client made no connection: ${refused.reason}`, [refused.entry])
    const goaway = view
      .frames(view.events)
      .find(({ by, frame }) => by === 'target' && isType(frame, 'GOAWAY'))
    if (goaway !== undefined)
      return conforms('exact', `GOAWAY with ${errorName(codeIn(goaway.frame)) ?? 'an error'}`, [goaway.entry])
    if (preface?.event === 'preface' && !preface.valid)
      return conforms('exact', 'the client spoke another protocol', [preface.entry])
    const end = exitOf(view) ?? view.closing
    return end === undefined
      ? inconclusive('the client neither spoke nor ended')
      : conforms('close only', 'the client ended', [end.entry])
  })

export const cases = [
  offence({
    ...base,
    id: 'http2/client/http2-without-alpn',
    title: 'a server that does not know ALPN',
    requirements: ['rfc9113-3.3-1'],
    control: open({ alpn: ['h2'] }),
    probe: open({ alpn: [] }),
    expect: noHttp2('no HTTP/2 without ALPN')
  }),
  offence({
    ...base,
    id: 'http2/client/http2-after-alpn-of-http1',
    title: 'a server that selects "http/1.1" in ALPN',
    requirements: ['rfc9113-3.3-1'],
    control: open({ alpn: ['h2'] }),
    probe: open({ alpn: ['http/1.1'] }),
    expect: noHttp2('no HTTP/2 where HTTP/1.1 was selected')
  }),
  tolerance({
    ...base,
    id: 'http2/client/tls-1.2',
    title: 'a server that speaks TLS 1.2 only, with a cipher suite of AEAD and ephemeral keys',
    requirements: ['rfc9113-9.2.2-3', 'rfc9113-3.2-2', 'rfc9113-9.2.1-7'],
    control: open({ least: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256', groups: 'P-256' }),
    probe: open({
      least: 'TLSv1.2',
      ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256',
      groups: 'P-256',
      most: 'TLSv1.2'
    }),
    expect: accepted(FIRST)
  }),
  tolerance({
    ...base,
    id: 'http2/client/mandatory-cipher-suite',
    title: 'a server with nothing but TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 on P-256',
    requirements: ['rfc9113-9.2.2-4', 'rfc9113-9.2.2-3'],
    control: open({ key: 'rsa', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256', groups: 'P-256' }),
    probe: open({ key: 'rsa', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256', groups: 'P-256', most: 'TLSv1.2' }),
    expect: accepted(FIRST)
  }),
  ...(
    [
      ['tls-1.1', 'TLS 1.1', { least: 'TLSv1.1', most: 'TLSv1.1' }],
      ['tls-1.0', 'TLS 1.0', { least: 'TLSv1', most: 'TLSv1' }]
    ] as const
  ).map(([name, title, tls]) =>
    offence({
      ...base,
      id: `http2/client/${name}`,
      title: `a server that speaks nothing above ${title}`,
      requirements: ['rfc9113-9.2-1', 'rfc9113-9.2.1-1'],
      control: open(),
      probe: open(tls),
      expect: noHttp2(`no HTTP/2 over ${title}`)
    })
  ),
  ...(
    [
      ['cbc', 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA', 'ECDHE-ECDSA-AES128-SHA', 'ec'],
      ['static-rsa', 'TLS_RSA_WITH_AES_128_GCM_SHA256', 'AES128-GCM-SHA256', 'rsa']
    ] as const
  ).map(([name, suite, ciphers, key]) =>
    offence({
      ...base,
      id: `http2/client/prohibited-cipher-suite-${name}`,
      title: `a server with nothing but ${suite}, which is prohibited`,
      requirements: ['rfc9113-9.2.2-1', 'rfc9113-9.2.2-2', 'rfc9113-A-1'],
      control: open({ key, ciphers, most: 'TLSv1.3' }),
      probe: open({ key, ciphers, most: 'TLSv1.2' }),
      expect: noHttp2('no HTTP/2 on a prohibited cipher suite')
    })
  ),
  offence({
    ...base,
    id: 'http2/client/cipher-suite-without-encryption',
    title: 'a server with nothing but TLS_ECDHE_ECDSA_WITH_NULL_SHA',
    requirements: ['rfc9113-9.2-2', 'rfc9113-9.2.2-1'],
    control: open({ ciphers: 'ECDHE-ECDSA-NULL-SHA', most: 'TLSv1.3' }),
    probe: open({ ciphers: 'ECDHE-ECDSA-NULL-SHA', most: 'TLSv1.2' }),
    expect: noHttp2('no HTTP/2 without encryption')
  }),
  tolerance({
    ...base,
    id: 'http2/client/dhe-of-4096-bits',
    title: 'a server with nothing but DHE in a group of 4096 bits',
    requirements: ['rfc9113-9.2.1-8'],
    control: open({ key: 'rsa', ciphers: DHE, dhBits: 4096, most: 'TLSv1.3' }),
    probe: open({ key: 'rsa', ciphers: DHE, dhBits: 4096, most: 'TLSv1.2' }),
    expect: that('an accepted response, where the client has suites with DHE at all', (view) => {
      const refused = view.events.find((event) => event.event === 'refused')
      return refused?.event === 'refused' && /NO_SHARED_CIPHER/.test(refused.reason)
        ? unsupported('the client offers no such cipher suite with DHE', [refused.entry])
        : refused?.event === 'refused'
          ? violates(`the client made no connection: ${refused.reason}`, [refused.entry])
          : acceptedByClient(view, FIRST)
    })
  }),
  offence({
    ...base,
    id: 'http2/client/tls-renegotiation',
    title: 'a renegotiation of TLS 1.2 once HTTP/2 is spoken',
    requirements: ['rfc9113-9.2.1-3', 'rfc9113-9.2.1-4'],
    opening: listening({ tls: { most: 'TLSv1.2' } }),
    given: [send(head(FIRST))],
    control: undefined,
    probe: { do: 'renegotiate' },
    then: [...clientBarrier(), ...finish()],
    expect: that('no renegotiation, or the end of the connection', (view) => {
      const error = view.goaways.find(({ frame }) => codeIn(frame) !== 0)
      if (error !== undefined)
        return conforms('exact', `GOAWAY with ${errorName(codeIn(error.frame)) ?? 'an error'}`, [error.entry])
      const close = rejectionByClose(view)
      if (close !== undefined) return conforms('close only', 'the connection was ended', [close.entry])
      // Of the waits after the mark the first is that for the renegotiation.
      const wait = view.events.find(
        ({ event, entry }) => (event === 'met' || event === 'deadline') && entry >= view.markEntry
      )
      const barrier = barrierOf(view)
      if (barrier === undefined)
        return inconclusive('neither the end of the connection nor an answer to the PING frames sent later')
      return wait?.event === 'met'
        ? violates('TLS was renegotiated, and PING frames on it answered', [wait.entry, barrier.entry])
        : conforms('exact', 'the renegotiation was not taken up', [barrier.entry])
    })
  }),
  tolerance({
    ...base,
    id: 'http2/client/small-ephemeral-key',
    title: 'a server with nothing but an ephemeral key of 192 bits',
    requirements: ['rfc9113-9.2.1-9'],
    control: open({ groups: 'P-256' }),
    probe: open({ groups: 'P-192' }),
    expect: anyOf(noHttp2('no HTTP/2'), accepted(FIRST))
  }),
  obligation({
    ...base,
    id: 'http2/client/no-server-name',
    title: 'a connection to a host with a name',
    requirements: ['rfc9113-9.2-3', 'rfc9113-9.2-4'],
    control: open({ most: 'TLSv1.3' }),
    probe: open({ most: 'TLSv1.2' }),
    expect: that('the name of the host in server_name', (view) => {
      const event = view.events.find(({ event, on }) => event === 'open' && on === 'main')
      if (event?.event !== 'open' || event.tls === undefined)
        return inconclusive('no TLS connection was made')
      const { servername } = event.tls
      return servername === 'localhost'
        ? conforms('exact', 'server_name was "localhost"', [event.entry])
        : violates(
            servername === undefined ? 'there was no server_name' : `server_name was "${servername}"`,
            [event.entry]
          )
    })
  }),
  obligation({
    ...base,
    id: 'http2/client/h2c-in-alpn',
    title: 'the protocols that the client offers in ALPN',
    requirements: ['rfc9113-3.2-1'],
    control: open({ most: 'TLSv1.3' }),
    probe: open({ most: 'TLSv1.2' }),
    expect: that('"h2" among them, and not "h2c"', (view) => {
      const event = view.events.find(({ event, on }) => event === 'open' && on === 'main')
      if (event?.event !== 'open' || event.tls?.offered === undefined)
        return inconclusive('no ALPN was offered')
      const { offered } = event.tls
      return offered.includes('h2c')
        ? violates(`it offers ${offered.join(', ')}`, [event.entry])
        : conforms('exact', `it offers ${offered.join(', ')}`, [event.entry])
    })
  })
]
