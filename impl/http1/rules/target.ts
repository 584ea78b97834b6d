import { duty, guard } from '../rule-shapes.ts'

/** Version, request-target and Host (RFC 9112, sections 2.3, 3.2 and 3.3; RFC 9110, sections 4.2, 6.2 and 7.2). */
export const targetRules = {
  // Version
  versionSyntax: guard(
    400,
    ['SHOULD', 'rfc9112-2.2-10'],
    'refuses a version that is not "HTTP/", a digit, a dot and a digit',
    {
      anyCase: 'accepts small letters',
      digits: 'accepts several digits, and no minor version',
      prefix: 'ignores what follows the second digit',
      ignored: 'takes whatever stands there for HTTP/1.1'
    }
  ),
  versionMajor: guard(505, ['MUST NOT', 'rfc9110-6.2-5'], 'refuses a major version other than 1', {
    ignored: 'takes it for HTTP/1.1',
    badRequest: 'answers 400'
  }),
  versionMinor: duty(
    ['SHOULD', 'rfc9110-6.2-6'],
    'takes a minor version above 1 for 1',
    { refused: 'refuses it', http10: 'takes it for HTTP/1.0' },
    'refused'
  ),
  methodCase: duty(['MUST', 'rfc9110-9.1+1'], 'tells methods that differ in case apart', {
    folded: 'takes "get" for GET'
  }),
  statusSyntax: guard(
    400,
    ['SHOULD', 'rfc9112-2.2-10'],
    'refuses a status code that is not three digits, or not within 100 to 599',
    { ignored: 'takes what it cannot read for 200', anyDigits: 'accepts codes of other length' }
  ),

  // Forms of the request-target
  targetForm: guard(
    400,
    ['SHOULD', 'rfc9112-3.2-1'],
    'refuses a request-target that has none of the four forms',
    { ignored: 'takes it for a path', slashed: 'puts a slash before it' }
  ),
  targetPercentEncoding: guard(
    400,
    ['SHOULD', 'rfc9112-3.2-1', 'rfc3986-2.4-2'],
    'refuses a percent sign in a request-target without two hexadecimal digits after it',
    { kept: 'accepts it' }
  ),
  asteriskForm: guard(
    400,
    ['MUST NOT', 'rfc9110-7.1-1'],
    'refuses "*" with another method than OPTIONS',
    { ignored: 'accepts it', refusesOptions: 'refuses it with OPTIONS, too' },
    'refusesOptions'
  ),
  connectTarget: guard(
    400,
    ['MUST', 'rfc9110-9.3.6-2'],
    'refuses CONNECT to anything but a host and a port from 1 to 65,535',
    { ignored: 'accepts it', portIgnored: 'accepts a missing or bad port' }
  ),
  absoluteForm: duty(
    ['MUST', 'rfc9112-3.2-14'],
    'accepts the absolute form of a request-target',
    { refused: 'refuses it', path: 'takes it for a path' },
    'refused'
  ),
  absoluteFormHost: duty(
    ['MUST', 'rfc9112-3.2-13', 'rfc9112-3.2-11'],
    'takes the authority of an absolute form and ignores Host beside it',
    { host: 'prefers Host', refusesOther: 'refuses a Host that differs' },
    'refusesOther'
  ),
  absoluteFormUserinfo: guard(400, ['SHOULD', 'rfc9110-4.2-9'], 'refuses userinfo in an absolute form', {
    removed: 'drops it',
    kept: 'takes it for a part of the host'
  }),
  absoluteFormHostEmpty: guard(
    400,
    ['MUST', 'rfc9110-4.2-2', 'rfc9110-4.2-4'],
    'refuses an absolute form of http or https without a host',
    { ignored: 'accepts it' }
  ),
  absoluteFormScheme: guard(
    421,
    ['MUST', 'rfc9110-7.4-1', 'rfc9110-7.4-2'],
    'refuses an absolute form with https on a connection that is not secured, and schemes that it does not know',
    { ignored: 'accepts any scheme' }
  ),
  doubleSlash: duty(
    ['MUST', 'rfc9112-3.2+1'],
    'takes a request-target that starts with two slashes for a path',
    {
      authority: 'takes what follows them for an authority',
      refused: 'refuses it',
      single: 'takes several slashes for one'
    },
    'refused'
  ),

  // Host
  hostMissing: guard(
    400,
    ['MUST', 'rfc9112-3.2-6'],
    'refuses a request of HTTP/1.1 without Host',
    { ignored: 'accepts it', refusesEmpty: 'refuses an empty Host, too' },
    'refusesEmpty'
  ),
  hostRepeated: guard(400, ['MUST', 'rfc9112-3.2-6'], 'refuses a request with more than one Host line', {
    first: 'takes the first',
    last: 'takes the last',
    joined: 'joins them by a comma',
    sameAccepted: 'refuses lines that differ'
  }),
  hostSyntax: guard(
    400,
    ['MUST', 'rfc9112-3.2-6'],
    'refuses a Host that is not a host and a port',
    {
      ignored: 'accepts any value',
      userinfoCut: 'drops what stands before "@"',
      pathCut: 'drops what stands from a slash on',
      refusesPort: 'refuses a Host with a port, too'
    },
    'refusesPort'
  )
} as const
