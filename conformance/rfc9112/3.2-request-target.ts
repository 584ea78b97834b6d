import { accepted, refused } from '../../lab/http1/expectation.ts'
import { get, octets, type FieldLine } from '../../lab/http1/steps.ts'
import { offence, tolerance } from '../http1/server-case.ts'

const HOST: FieldLine = ['Host', '{authority}']
const named = (host: string) => octets('GET {path} HTTP/1.1', [['Host', host]])

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
    title: 'Two Host lines of the same value',
    requirements: ['rfc9112-3.2-6'],
    control: get(),
    probe: get(HOST),
    expect: refused(400)
  }),
  offence({
    id: 'http1/host-twice-differing',
    title: 'Two Host lines of different values',
    requirements: ['rfc9112-3.2-6'],
    control: get(),
    probe: get(['Host', 'other.example']),
    expect: refused(400)
  }),
  ...(
    [
      ['space', 'local host', 'a space'],
      ['userinfo', 'user@localhost', 'userinfo'],
      ['path', 'localhost/path', 'a path'],
      ['query', 'localhost?query', 'a query'],
      ['fragment', 'localhost#fragment', 'a fragment'],
      ['port-of-letters', 'localhost:port', 'a port that is no number'],
      ['two-ports', 'localhost:80:80', 'two ports'],
      ['open-bracket', '[::1', 'a bracket that is never closed'],
      ['backslash', 'local\\host', 'a backslash'],
      ['nul', 'local\0host', 'NUL'],
      ['scheme', 'http://localhost', 'a scheme']
    ] as const
  ).map(([name, host, what]) =>
    offence({
      id: `http1/host-with-${name}`,
      title: `A Host with ${what} in it`,
      requirements: ['rfc9112-3.2-6'],
      control: named('localhost'),
      probe: named(host),
      expect: refused(400)
    })
  ),
  tolerance({
    id: 'http1/host-missing-in-1.0',
    title: 'No Host field in an HTTP/1.0 request',
    requirements: ['rfc9112-3.3-1'],
    control: octets('GET {path} HTTP/1.0', [HOST]),
    probe: octets('GET {path} HTTP/1.0', []),
    then: [{ do: 'until', criterion: { until: 'any', of: [{ until: 'message' }, { until: 'closed' }] } }],
    expect: accepted()
  }),
  tolerance({
    id: 'http1/absolute-form',
    title: 'The request-target in absolute form',
    requirements: ['rfc9112-3.2-14'],
    control: get(),
    probe: octets('GET {scheme}://{authority}{path} HTTP/1.1', [HOST]),
    expect: accepted()
  }),
  tolerance({
    id: 'http1/host-in-another-case',
    title: 'The name of the Host field in capitals',
    requirements: ['rfc9110-2.4-1'],
    control: get(),
    probe: octets('GET {path} HTTP/1.1', [['HOST', '{authority}']]),
    expect: accepted()
  }),
  offence({
    id: 'http1/absolute-form-without-host-name',
    title: 'An absolute-form target whose URI has no host',
    requirements: ['rfc9110-4.2-2'],
    control: octets('GET {scheme}://{authority}{path} HTTP/1.1', [HOST]),
    probe: octets('GET {scheme}://{path} HTTP/1.1', [HOST]),
    expect: refused(400)
  })
]
