import { accepted, anyOf, refused, status, that } from '../../lab/http1/expectation.ts'
import { get, octets, type FieldLine } from '../../lab/http1/steps.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { obligation, offence, tolerance } from '../http1/server-case.ts'

const HOST: FieldLine = ['Host', '{authority}']
const absolute = (scheme: string, authority: string) =>
  octets(`GET ${scheme}://${authority}{path} HTTP/1.1`, [HOST])
const upgrade = (protocol: string, version = '1.1') =>
  octets(`GET {path} HTTP/${version}`, [HOST, ['Connection', 'Upgrade'], ['Upgrade', protocol]])

/** RFC 9110, section 7: routing, Upgrade; section 4.2: schemes. */
export const routing = [
  offence({
    id: 'http1/https-target-in-cleartext',
    title: 'An absolute-form target with https on a connection in cleartext',
    requirements: ['rfc9110-7.4-2', 'rfc9110-7.4-1'],
    needs: ['cleartext'],
    control: absolute('http', '{authority}'),
    probe: absolute('https', '{authority}'),
    expect: refused(421, 400, 404)
  }),
  offence({
    id: 'http1/https-target-without-host-name',
    title: 'An absolute-form target with https whose URI has no host',
    requirements: ['rfc9110-4.2-4'],
    control: absolute('{scheme}', '{authority}'),
    probe: octets('GET https://{path} HTTP/1.1', [HOST]),
    expect: refused(400, 404, 421)
  }),
  offence({
    id: 'http1/userinfo-in-target',
    title: 'Userinfo in an absolute-form target',
    requirements: ['rfc9110-4.2-9'],
    control: absolute('{scheme}', '{authority}'),
    probe: absolute('{scheme}', 'user@{authority}'),
    expect: refused(400, 404, 421)
  }),
  tolerance({
    id: 'http1/absolute-form-with-another-host',
    title: 'A Host field that differs from the host of an absolute-form target, which goes before it',
    requirements: ['rfc9112-3.2-13'],
    control: octets('GET {scheme}://{authority}{path} HTTP/1.1', [['Host', '{authority}']]),
    probe: octets('GET {scheme}://{authority}{path} HTTP/1.1', [['Host', 'other.example']]),
    expect: accepted()
  }),
  tolerance({
    id: 'http1/via-with-comment',
    title: 'Via with a comment',
    requirements: ['rfc9110-7.6.3-5'],
    control: get(['Via', '1.1 other.example']),
    probe: get(['Via', '1.1 other.example (a comment (within another))']),
    expect: accepted()
  }),
  tolerance({
    id: 'http1/upgrade-to-unknown-protocol',
    title: 'Upgrade to a protocol that nobody knows',
    requirements: ['rfc9110-7.8-1', 'rfc9110-7.8-2', 'rfc9110-7.8-6'],
    control: get(),
    probe: upgrade('zyphos/1'),
    expect: accepted()
  }),
  obligation({
    id: 'http1/upgrade-in-1.0',
    title: 'Upgrade in an HTTP/1.0 request is ignored',
    requirements: ['rfc9110-7.8-11'],
    control: octets('GET {path} HTTP/1.0', [HOST]),
    probe: upgrade('websocket', '1.0'),
    expect: that('an answer as without Upgrade', ({ response, usual }) => {
      if (response === undefined || usual === undefined) return inconclusive('no response')
      const code = response.message.status ?? 0
      return code === 101
        ? violates('it switched protocols for an HTTP/1.0 request', [response.entry])
        : code === usual.status
          ? conforms('exact', `answered with status ${code}`, [response.entry])
          : inconclusive(`answered with status ${code}`, [response.entry])
    })
  }),
  tolerance({
    id: 'http1/request-with-date',
    title: 'Date in a request',
    requirements: ['rfc9110-6.6.1-6'],
    control: get(),
    probe: get(['Date', 'Wed, 25 Nov 2026 00:00:00 GMT']),
    expect: accepted()
  }),
  tolerance({
    id: 'http1/referer-of-origin',
    title: 'Referer that is cut down to an origin',
    requirements: ['rfc9110-10.1.3-3'],
    control: get(),
    probe: get(['Referer', 'http://other.example/']),
    expect: anyOf(accepted(), status(403))
  }),
  tolerance({
    id: 'http1/content-location-in-request',
    title: 'Content-Location in a request',
    requirements: ['rfc9110-8.7-4'],
    control: get(),
    probe: get(['Content-Location', '/zyphos-no-such-page']),
    expect: accepted()
  })
]
