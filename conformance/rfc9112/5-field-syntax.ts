import { refused } from '../../lab/http1/expectation.ts'
import { get } from '../../lab/http1/steps.ts'
import { offence } from '../http1/server-case.ts'

/** RFC 9112, section 5: field syntax. */
export const fieldSyntax = [
  offence({
    id: 'http1/space-before-colon',
    title: 'Whitespace between a field name and the colon',
    requirements: ['rfc9112-5.1-1'],
    control: get(['X-Field', 'value']),
    probe: get(['X-Field ', 'value']),
    expect: refused(400)
  }),
  offence({
    id: 'http1/tab-before-colon',
    title: 'A tab between a field name and the colon',
    requirements: ['rfc9112-5.1-1'],
    control: get(['X-Field', 'value']),
    probe: get(['X-Field\t', 'value']),
    expect: refused(400)
  })
]
