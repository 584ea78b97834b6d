import { anyOf, refused, that, accepted, status } from '../../lab/http1/expectation.ts'
import { get, octets, type FieldLine } from '../../lab/http1/steps.ts'
import { valuesOf } from '../../lab/http1/wire-message.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { obligation, offence, tolerance } from '../http1/server-case.ts'

const HOST: FieldLine = ['Host', '{authority}']
const by = (method: string, target = '{path}') => octets(`${method} ${target} HTTP/1.1`, [HOST])

/** RFC 9110, section 9: methods. */
export const methods = [
  offence({
    id: 'http1/method-unknown',
    title: 'A method that nobody knows',
    requirements: ['rfc9110-9.1-3'],
    control: get(),
    probe: by('ZYPHOS'),
    expect: refused(501)
  }),
  offence({
    id: 'http1/method-in-lower-case',
    title: 'A method in lower case, which is another method',
    requirements: ['rfc9110-9.1-3'],
    control: get(),
    probe: by('get'),
    expect: refused(501)
  }),
  obligation({
    id: 'http1/head-without-content',
    title: 'A response to HEAD has no content',
    requirements: ['rfc9110-9.3.2-1', 'rfc9110-9.1-1'],
    needs: ['body', 'keep-alive'],
    control: get(),
    probe: by('HEAD'),
    expect: that('a response without content, and the next response right behind it', (view) => {
      const [first, second] = view.responses()
      if (first === undefined) return inconclusive('no response to HEAD')
      const { foreign } = view
      if (foreign !== undefined)
        return violates('octets behind the head of a response to HEAD', [first.entry, foreign.entry])
      return second === undefined
        ? inconclusive('no response to what was sent behind it', [first.entry])
        : conforms('exact', `answered with status ${first.message.status}, without content`, [first.entry])
    })
  }),
  obligation({
    id: 'http1/head-with-the-fields-of-get',
    title: 'The response to HEAD has the Content-Length that GET would have',
    requirements: ['rfc9110-8.6-3'],
    needs: ['body'],
    control: get(),
    probe: by('HEAD'),
    expect: that('no Content-Length, or that of GET', ({ response, usual }) => {
      if (response === undefined || usual === undefined) return inconclusive('no response to HEAD')
      const [length] = valuesOf(response.message, 'content-length')
      const [expected = String(usual.length)] = valuesOf(usual, 'content-length')
      return length === undefined || length === expected
        ? conforms('exact', length === undefined ? 'no Content-Length' : `Content-Length ${length}`, [
            response.entry
          ])
        : violates(`Content-Length ${length}, where GET has ${expected}`, [response.entry])
    })
  }),
  offence({
    id: 'http1/connect-without-port',
    title: 'CONNECT without a port',
    requirements: ['rfc9110-9.3.6-2'],
    control: get(),
    probe: by('CONNECT', 'localhost'),
    expect: refused(400, 403, 404, 405, 501)
  }),
  offence({
    id: 'http1/connect-with-port-of-letters',
    title: 'CONNECT with a port that is no number',
    requirements: ['rfc9110-9.3.6-2'],
    control: get(),
    probe: by('CONNECT', 'localhost:port'),
    expect: refused(400, 403, 404, 405, 501)
  }),
  tolerance({
    id: 'http1/version-1.2',
    title: 'A minor version that is not known yet',
    requirements: ['rfc9110-6.2-6'],
    control: get(),
    probe: get().replace('HTTP/1.1', 'HTTP/1.2'),
    expect: accepted()
  }),
  offence({
    id: 'http1/version-3.0',
    title: 'A major version that HTTP/1 does not have',
    requirements: ['rfc9110-6.2-4'],
    control: get(),
    probe: get().replace('HTTP/1.1', 'HTTP/3.0'),
    expect: anyOf(refused(505), status(505))
  }),
  obligation({
    id: 'http1/version-not-supported-explained',
    title: 'A 505 response says in its content what is supported',
    requirements: ['rfc9110-15.6.6-1'],
    control: get(),
    probe: get().replace('HTTP/1.1', 'HTTP/3.0'),
    expect: that('a 505 response with content', ({ response }) => {
      if (response === undefined) return inconclusive('no response')
      const { status: code, length } = response.message
      if (code !== 505) return inconclusive(`answered with status ${code}`, [response.entry])
      return length > 0
        ? conforms('exact', 'a 505 response with content', [response.entry])
        : violates('a 505 response without content', [response.entry])
    })
  }),
  obligation({
    id: 'http1/method-not-allowed',
    title: 'A method that is known and not allowed here is answered as such: PATCH for a page',
    requirements: ['rfc9110-9.1-4'],
    control: octets('GET {path} HTTP/1.1', [HOST, ['Content-Length', '0']]),
    probe: octets('PATCH {path} HTTP/1.1', [HOST, ['Content-Length', '0']]),
    expect: that('status 405, where PATCH is not allowed', ({ response }) => {
      if (response === undefined) return inconclusive('no response')
      const { status: code = 0 } = response.message
      if (code < 400)
        return inconclusive(`answered with status ${code}: PATCH is allowed here`, [response.entry])
      return code === 400
        ? violates('answered with status 400, as if the request were malformed', [response.entry])
        : conforms(code === 405 || code === 501 ? 'exact' : 'generic code', `answered with status ${code}`, [
            response.entry
          ])
    })
  }),
  tolerance({
    id: 'http1/options-of-a-page',
    title: 'OPTIONS',
    requirements: ['rfc9110-9.1-2'],
    control: get(),
    probe: by('OPTIONS'),
    expect: anyOf(accepted(), status(200, 204, 403, 405, 501))
  }),
  obligation({
    id: 'http1/options-without-allow',
    title: 'A successful response to OPTIONS shows what there is',
    requirements: ['rfc9110-9.3.7-1'],
    control: get(),
    probe: by('OPTIONS'),
    expect: that('Allow, or another field that tells of features', ({ response }) => {
      if (response === undefined) return inconclusive('no response')
      const { status: code = 0 } = response.message
      if (code < 200 || code >= 300) return inconclusive(`answered with status ${code}`, [response.entry])
      const told = response.message.fields.find(({ name }) =>
        /^(allow|accept-.*|access-control-.*|dav|public)$/i.test(name)
      )
      return told === undefined
        ? violates('no field tells what the resource supports', [response.entry])
        : conforms('exact', `${told.name} tells it`, [response.entry])
    })
  }),
  tolerance({
    id: 'http1/options-with-condition',
    title: 'A false condition with OPTIONS is ignored',
    requirements: ['rfc9110-13.2.1-4'],
    control: by('OPTIONS'),
    probe: octets('OPTIONS {path} HTTP/1.1', [HOST, ['If-Match', '"zyphos-no-such-tag"']]),
    expect: accepted()
  }),
  tolerance({
    id: 'http1/condition-where-nothing-is',
    title: 'A condition on a page that does not exist is ignored',
    requirements: ['rfc9110-13.2.1-2'],
    control: octets('GET {path}zyphos-no-such-page HTTP/1.1', [HOST]),
    probe: octets('GET {path}zyphos-no-such-page HTTP/1.1', [HOST, ['If-None-Match', '"zyphos"']]),
    expect: that('the answer of the control', ({ response, usual }) => {
      if (response === undefined || usual === undefined) return inconclusive('no response')
      const code = response.message.status
      if ((usual.status ?? 0) < 400) return inconclusive('the page exists', [response.entry])
      return code === usual.status || code === 412
        ? conforms('exact', `answered with status ${code}`, [response.entry])
        : violates(`answered with status ${code}`, [response.entry])
    })
  }),
  tolerance({
    id: 'http1/request-line-of-8000-octets-with-head',
    title: 'HEAD with a target of 8,000 octets',
    requirements: ['rfc9110-4.1-1'],
    control: by('HEAD', '{path}?x'),
    probe: by('HEAD', `{path}?${'x'.repeat(7900)}`),
    expect: accepted()
  }),
  obligation({
    id: 'http1/head-with-other-fields',
    title: 'HEAD is answered with the fields of GET',
    requirements: ['rfc9110-9.3.2-2', 'rfc9110-9.3.2-3'],
    needs: ['body'],
    control: get(),
    probe: by('HEAD'),
    expect: that('the Content-Type, ETag and Last-Modified of GET', ({ response, usual }) => {
      if (response === undefined || usual === undefined) return inconclusive('no response')
      const { message: head, entry } = response
      if (head.status !== usual.status) return inconclusive(`answered with status ${head.status}`, [entry])
      const wrong = ['Content-Type', 'ETag', 'Last-Modified', 'Content-Language', 'Location'].filter(
        (name) =>
          valuesOf(head, name).join().replace(/^W\//, '') !== valuesOf(usual, name).join().replace(/^W\//, '')
      )
      return wrong.length === 0
        ? conforms('exact', 'as GET', [entry])
        : violates(`${wrong.join(' and ')} differ from GET`, [entry])
    })
  })
]
