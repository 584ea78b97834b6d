import { refuses, replaced } from '../../../lab/http1/intermediary/expectations.ts'
import { get, ok } from '../../../lab/http1/intermediary/messages.ts'
import { each, noLine } from '../../http1/intermediary-checks.ts'
import { offence } from '../../http1/intermediary-case.ts'

const noFold = noLine(/^[ \t]/, 'a folded line')
const noSpace = noLine(/^[^:]*[ \t]:/, 'whitespace before a colon')

/** RFC 9112, section 5: field lines on their way. */
export const fields = [
  ...(
    [
      ['space', ' ', 'A space'],
      ['tab', '\t', 'A tab']
    ] as const
  ).flatMap(([name, octet, what]) => [
    offence({
      id: `${name}-before-colon-forwarded`,
      title: `${what} between a field name and the colon in a request`,
      requirements: ['rfc9112-5.1-1'],
      request: { control: get(['Zyphos-Other', 'a']), probe: get([`Zyphos-Other${octet}`, 'a']) },
      expect: refuses([400]),
      why: 'Recipients that disagree on the name of the field can be made to disagree on the framing (CWE-444).'
    }),
    offence({
      id: `${name}-before-colon-relayed`,
      title: `${what} between a field name and the colon in a response`,
      requirements: ['rfc9112-5.1-2'],
      response: {
        control: ok('hello', ['Zyphos-Other', 'a']),
        probe: ok('hello', [`Zyphos-Other${octet}`, 'a'])
      },
      expect: replaced(noSpace)
    })
  ]),
  ...(
    [
      ['space', ' b', 'a space'],
      ['tab', '\tb', 'a tab'],
      ['framing', ' Content-Length: 5', 'what looks like Content-Length']
    ] as const
  ).flatMap(([name, line, what]) => [
    offence({
      id: `fold-with-${name}-forwarded`,
      title: `A field line of a request that goes on in the next one, which begins with ${what}`,
      requirements: ['rfc9112-5.2-2'],
      request: {
        control: get(['Zyphos-Other', `a ${line}`]),
        probe: get(['Zyphos-Other', `a\r\n${line}`])
      },
      expect: refuses([400], each(noFold))
    }),
    offence({
      id: `fold-with-${name}-relayed`,
      title: `A field line of a response that goes on in the next one, which begins with ${what}`,
      requirements: ['rfc9112-5.2-3'],
      response: {
        control: ok('hello', ['Zyphos-Other', `a ${line}`]),
        probe: ok('hello', ['Zyphos-Other', `a\r\n${line}`])
      },
      expect: replaced(noFold)
    })
  ]),
  offence({
    id: 'whitespace-before-first-field-forwarded',
    title: 'A space before the first field line',
    requirements: ['rfc9112-2.2-9'],
    request: { control: get(), probe: get().replace('Host:', ' Host:') },
    expect: refuses([400])
  })
]
