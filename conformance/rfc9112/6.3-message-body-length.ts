import { accepted, anyOf, notServed, refusedAndClosed } from '../../lab/http1/expectation.ts'
import { octets, type FieldLine } from '../../lab/http1/steps.ts'
import { offence, patiently, tolerance } from '../http1/server-case.ts'

const HOST: FieldLine = ['Host', '{authority}']
const upload = (...lengths: string[]) =>
  octets(
    'POST {upload} HTTP/1.1',
    [HOST, ...lengths.map((length): FieldLine => ['Content-Length', length])],
    '01234'
  )

/** RFC 9112, section 6.3: how long content is. */
export const messageBodyLength = [
  ...(
    [
      ['not-a-number', '5x', 'that is no number'],
      ['with-plus', '+5', 'with a plus sign'],
      ['negative', '-5', 'that is negative'],
      ['hexadecimal', '0x5', 'in hexadecimal'],
      ['with-point', '5.0', 'with a point'],
      ['with-exponent', '5e0', 'with an exponent'],
      ['with-underscore', '0_5', 'with an underscore'],
      ['with-space', '5 5', 'of two numbers with a space between'],
      ['empty', '', 'without a value'],
      ['differing-list', '5, 6', 'that lists two numbers'],
      ['with-empty-member', '5,', 'with a comma behind the number'],
      ['in-quotes', '"5"', 'in quotes'],
      ['with-vertical-tab', '\x0b5', 'with a vertical tab before the number'],
      ['with-nul', '5\0', 'with NUL behind the number']
    ] as const
  ).map(([name, length, what]) =>
    offence({
      id: `http1/content-length-${name}`,
      title: `Content-Length ${what}`,
      requirements: ['rfc9112-6.3-5', 'rfc9112-6.3-4'],
      needs: ['upload'],
      control: upload('5'),
      probe: upload(length),
      expect: refusedAndClosed(400)
    })
  ),
  offence({
    id: 'http1/content-length-twice-differing',
    title: 'Two Content-Length lines of different values',
    requirements: ['rfc9112-6.3-5', 'rfc9112-6.3-4'],
    needs: ['upload'],
    control: upload('5'),
    probe: upload('5', '6'),
    expect: refusedAndClosed(400)
  }),
  tolerance({
    id: 'http1/content-length-twice-alike',
    title: 'Two Content-Length lines of the same value',
    requirements: ['rfc9112-6.3-4'],
    needs: ['upload'],
    control: upload('5'),
    probe: upload('5', '5'),
    expect: anyOf(accepted(), refusedAndClosed(400))
  }),
  tolerance({
    id: 'http1/content-length-with-leading-zeros',
    title: 'Content-Length with leading zeros',
    requirements: ['rfc9110-2.4-1'],
    needs: ['upload'],
    control: upload('5'),
    probe: upload('005'),
    expect: accepted()
  }),
  ...(
    [
      ['64-bits', '18446744073709551621', 'that is 5 modulo two to the power of 64'],
      ['32-bits', '4294967301', 'that is 5 modulo two to the power of 32'],
      ['53-bits', '9007199254740997', 'of more digits than a double holds']
    ] as const
  ).map(([name, length, what]) =>
    offence({
      id: `http1/content-length-beyond-${name}`,
      title: `Content-Length ${what}`,
      requirements: ['rfc9110-8.6-8'],
      needs: ['upload'],
      control: upload('5'),
      probe: upload(length),
      then: patiently,
      expect: notServed(400, 413)
    })
  )
]
