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
    expect: refused(400, 405, 501, 403)
  }),
  offence({
    id: 'http1/connect-with-port-of-letters',
    title: 'CONNECT with a port that is no number',
    requirements: ['rfc9110-9.3.6-2'],
    control: get(),
    probe: by('CONNECT', 'localhost:port'),
    expect: refused(400, 405, 501, 403)
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
  })
]
