import { that } from '../../../lab/http1/client-expectation.ts'
import type { ClientView } from '../../../lab/http1/client-view.ts'
import { octets, send, until, untilQuiet } from '../../../lab/http1/steps.ts'
import { asked, exit, unanswered, whole } from '../../../lab/http1/steps-client.ts'
import { conforms, inconclusive, violates, type Finding } from '../../../lab/verdict.ts'
import { obligation } from '../../http1/client-case.ts'

const redirect = (status: string, location = '/elsewhere'): string =>
  octets(`HTTP/1.1 ${status}`, [
    ['Location', location],
    ['Content-Length', '0']
  ])
/** More in a row than anybody follows. */
const ROUNDS = 60

/** RFC 9110, section 15.4: redirection. */
export const clientRedirection = [
  ...(
    [
      ['307', 'Temporary Redirect', ['rfc9110-15.4.8-1', 'rfc9110-15.4.8-3', 'rfc9110-15.4-2']],
      ['308', 'Permanent Redirect', ['rfc9110-15.4.9-2', 'rfc9110-15.4-2']]
    ] as const
  ).map(([status, reason, requirements]) =>
    obligation({
      id: `method-kept-after-${status}`,
      title: `A redirected POST stays one after ${status}`,
      requirements,
      task: 'upload',
      needs: ['redirect'],
      control: send(whole()),
      probe: send(redirect(`${status} ${reason}`)),
      then: unanswered,
      expect: that('a POST to the other place, or none', redirectedAs(['POST']))
    })
  ),
  ...(
    [
      ['301', 'Moved Permanently', ['rfc9110-15.4.2-2', 'rfc9110-15.4.2-3']],
      ['302', 'Found', ['rfc9110-15.4.3-2', 'rfc9110-15.4.3-3']]
    ] as const
  ).map(([status, reason, requirements]) =>
    obligation({
      id: `method-after-${status}`,
      title: `A redirected POST is a POST or a GET after ${status}`,
      requirements,
      task: 'upload',
      needs: ['redirect'],
      control: send(whole()),
      probe: send(redirect(`${status} ${reason}`)),
      then: unanswered,
      expect: that('a POST or a GET to the other place, or none', redirectedAs(['POST', 'GET']))
    })
  ),
  ...(
    [
      ['300', 'Multiple Choices', ['rfc9110-15.4.1-2']],
      ['399', 'Odd', ['rfc9110-15.4-1']]
    ] as const
  ).map(([status, reason, requirements]) =>
    obligation({
      id: `location-with-${status}`,
      title: `Location of a ${status} response is followed by GET, if at all`,
      requirements,
      needs: ['redirect'],
      control: send(whole()),
      probe: send(redirect(`${status} ${reason}`)),
      then: unanswered,
      expect: that('a GET to the other place, or none', redirectedAs(['GET']))
    })
  ),
  obligation({
    id: 'circle-of-redirections',
    title: 'A circle of redirections comes to an end',
    requirements: ['rfc9110-15.4-3'],
    needs: ['redirect'],
    given: [send(redirect('302 Found'))],
    control: { do: 'repeat', times: 1, steps: [until(asked), send(redirect('302 Found'))] },
    probe: { do: 'repeat', times: ROUNDS, steps: [until(asked), send(redirect('302 Found'))] },
    then: [untilQuiet(asked), send(whole()), exit],
    expect: that(`an end before ${ROUNDS} redirections were followed`, ends)
  })
]

function redirectedAs(methods: readonly string[]): (view: ClientView) => Finding {
  return (view) => {
    const second = view.requests()[1]
    if (second === undefined) {
      const { exit: end } = view
      const [other] = view.others
      if (other !== undefined)
        return inconclusive('the client went on with a connection that nobody read', [other.entry])
      return end === undefined
        ? inconclusive('the client neither went on nor ended')
        : conforms('exact', 'the redirection was not followed', [end.entry])
    }
    const { method = '', target = '' } = second.message
    if (target !== '/elsewhere')
      return violates(`the client asked for ${target} in place of /elsewhere`, [second.entry])
    return methods.includes(method)
      ? conforms('exact', `redirected as ${method}`, [second.entry])
      : violates(`the redirected request is ${method}`, [second.entry])
  }
}

function ends(view: ClientView): Finding {
  const requests = view.requests('main')
  if (requests.length > ROUNDS)
    return violates(`the client followed ${ROUNDS} redirections to where it had been`, [
      (requests.at(-1) as (typeof requests)[0]).entry
    ])
  const { exit: end } = view
  return end === undefined
    ? inconclusive('the client did not end')
    : conforms('exact', `the client gave up after ${requests.length} requests`, [end.entry])
}
