import { that } from '../../lab/http2/expectation.ts'
import { codeIn, codeTextIn } from '../../lab/http2/reading.ts'
import { PREFACE } from '../../lab/http2/registry.ts'
import {
  all,
  any,
  barrier,
  get,
  goaway,
  over,
  response,
  send,
  settings,
  until
} from '../../lab/http2/steps.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { clientHello } from '../http2/client-hello.ts'
import { openOn, http2Spoken, noHttp2, spokenOverTls } from '../http2/over-tls.ts'
import { obligation, offence, tolerance } from '../http2/server-case.ts'
import { ALERT, APPLICATION_DATA, compressionIn, HANDSHAKE, recordsOf } from '../http2/tls-records.ts'

const base = { needs: ['tls'], opening: [], then: spokenOverTls } as const

/** OpenSSL refuses what is old by itself, unless it is told not to. */
const OLD = 'DEFAULT:@SECLEVEL=0'
const PERMITTED = 'ECDHE+AESGCM:ECDHE+CHACHA20'
/** Of the prohibited list (RFC 9113 appendix A): ephemeral keys, but no authenticated encryption. */
const PROHIBITED = 'ECDHE-ECDSA-AES128-SHA:ECDHE-RSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA:ECDHE-RSA-AES256-SHA'
const NO_ENCRYPTION = 'ECDHE-ECDSA-NULL-SHA:ECDHE-RSA-NULL-SHA:NULL-SHA256:@SECLEVEL=0'
const WEAK = `${PERMITTED}:@SECLEVEL=0`
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
  }),
  tolerance({
    ...base,
    id: 'http2/server-name-not-taken',
    title: 'a server_name extension',
    requirements: ['rfc9113-9.2-3'],
    control: openOn({ most: 'TLSv1.3' }),
    probe: openOn({ most: 'TLSv1.3', servername: 'localhost' }),
    expect: that('HTTP/2 with a server_name', (view) => {
      const refused = view.events.find((event) => event.event === 'refused')
      if (refused?.event === 'refused')
        return /UNRECOGNIZED_NAME/i.test(refused.reason)
          ? inconclusive('the server has no such name', [refused.entry])
          : violates(`no connection was made: ${refused.reason}`, [refused.entry])
      const answer = view.response(1)
      if (answer !== undefined)
        return conforms('exact', `a request was answered with status ${answer.status}`, [answer.event.entry])
      const end = view.goaways[0] ?? view.closing
      return end === undefined
        ? inconclusive('a request was not answered in time')
        : violates('the connection ended', [end.entry])
    })
  }),
  offence({
    needs: ['tls'],
    id: 'http2/tls-compression-selected',
    title: 'a ClientHello of TLS 1.2 that offers to compress with DEFLATE',
    requirements: ['rfc9113-9.2.1-2', 'rfc9113-10.6-3'],
    opening: [openOn({ raw: true })],
    control: { hex: clientHello([0]) },
    probe: { hex: clientHello([1, 0]) },
    then: [{ do: 'pause', patience: 'quiet' }],
    expect: that('no compression selected', (view) => {
      const records = recordsOf(view.trace)
      const entry = view.trace.entries.findIndex((one) => one.kind === 'record')
      const method = compressionIn(records)
      if (method !== undefined)
        return method === 0
          ? conforms('exact', 'the ServerHello selects no compression', [entry])
          : violates(`the ServerHello selects compression method ${method}`, [entry])
      if (records[0]?.type === ALERT) return conforms('exact', 'the handshake was refused', [entry])
      return view.closing === undefined
        ? inconclusive('no ServerHello came')
        : conforms('close only', 'the connection was closed', [view.closing.entry])
    })
  }),
  offence({
    needs: ['tls'],
    id: 'http2/tls-renegotiation',
    title: 'a renegotiation of TLS 1.2 once HTTP/2 is spoken',
    requirements: ['rfc9113-9.2.1-3', 'rfc9113-9.2.1-4'],
    opening: [
      openOn({ most: 'TLSv1.2' }),
      send({ text: PREFACE }, settings()),
      until(all({ until: 'settings' }, { until: 'settings acknowledged' }))
    ],
    control: undefined,
    probe: { do: 'renegotiate' },
    then: [send(get(1)), until(any(response(1), over(1), goaway)), ...barrier()],
    expect: that('no renegotiation, or the end of the connection', (view) => {
      const error = view.goaways.find(({ frame }) => codeIn(frame) !== 0)
      if (error !== undefined)
        return conforms('exact', `GOAWAY with ${codeTextIn(error.frame)}`, [error.entry])
      // Of the waits after the mark the first is that for the renegotiation.
      const wait = view.events.find(
        ({ event, entry }) => (event === 'met' || event === 'deadline') && entry >= view.markEntry
      )
      const answer = view.response(1)
      if (wait?.event === 'met' && answer !== undefined)
        return violates('TLS was renegotiated, and a request on it answered', [
          wait.entry,
          answer.event.entry
        ])
      if (view.closing !== undefined)
        return conforms('close only', 'the connection was ended', [view.closing.entry])
      return answer === undefined
        ? inconclusive('neither the end of the connection nor an answer to what was sent later')
        : conforms('exact', 'the renegotiation was not taken up', [answer.event.entry])
    })
  }),
  obligation({
    needs: ['tls'],
    id: 'http2/tls-renegotiated-by-server',
    title: 'HTTP/2 over TLS 1.2, in which no handshake follows the first application data',
    requirements: ['rfc9113-9.2.1-5', 'rfc9113-9.2.1-3'],
    opening: [],
    control: openOn({ most: 'TLSv1.3', records: true }),
    probe: openOn({ most: 'TLSv1.2', records: true }),
    then: spokenOverTls,
    expect: that('no renegotiation by the server', (view) => {
      const records = recordsOf(view.trace)
      const begun = records.findIndex(({ type }) => type === APPLICATION_DATA)
      const entry = view.trace.entries.findLastIndex((one) => one.kind === 'record')
      if (begun === -1) return inconclusive('no application data came over TLS 1.2')
      return records.slice(begun).some(({ type }) => type === HANDSHAKE)
        ? violates('the server began another handshake after application data', [entry])
        : conforms('exact', 'no handshake followed the first application data', [entry])
    })
  }),
  tolerance({
    needs: ['tls'],
    id: 'http2/short-ephemeral-key',
    title: 'a client that knows no curve but P-192, over TLS 1.2',
    requirements: ['rfc9113-9.2.1-9'],
    opening: [],
    control: openOn({ most: 'TLSv1.2', ciphers: WEAK, groups: 'prime256v1:prime192v1' }),
    probe: openOn({ most: 'TLSv1.2', ciphers: WEAK, groups: 'prime192v1' }),
    then: spokenOverTls,
    expect: that('HTTP/2, or a refusal for the security of TLS', (view) => {
      const error = view.goaways.find(({ frame }) => codeIn(frame) !== 0)
      const refused = view.events.find((event) => event.event === 'refused')
      const answer = view.response(1)
      if (error !== undefined)
        return ['INADEQUATE_SECURITY', 'PROTOCOL_ERROR', 'INTERNAL_ERROR'].includes(codeTextIn(error.frame))
          ? conforms('exact', `GOAWAY with ${codeTextIn(error.frame)}`, [error.entry])
          : violates(`GOAWAY with ${codeTextIn(error.frame)}, which is not what is wrong`, [error.entry])
      if (refused?.event === 'refused')
        return conforms('exact', `no connection was made: ${refused.reason}`, [refused.entry])
      if (answer !== undefined)
        return conforms('exact', `a request was answered with status ${answer.status}`, [answer.event.entry])
      return view.closing === undefined
        ? inconclusive('a request was not answered in time')
        : conforms('close only', 'the connection was closed', [view.closing.entry])
    })
  })
]
