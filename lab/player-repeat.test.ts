import { describe, expect, test } from '@jest/globals'
import type { Dialect } from './dialect.ts'
import { deadlinesFor } from './patience.ts'
import { Player } from './player.ts'
import type { Step } from './script.ts'

type Message = { readonly octet: number }

/** One octet a message: its own plus its round. Nothing is ever met. */
const dialect = (seen: number[]): Dialect<Message, string> => ({
  name: 'octets',
  alpn: 'octets',
  observe: () => ({
    resolve: ({ octet }, round = 0) => Uint8Array.of(octet + round),
    sent: (octets) => seen.push(...octets),
    received: () => {},
    answers: () => undefined,
    met: () => false
  })
})

function writes(steps: readonly Step<Message, string>[]) {
  const seen: number[] = []
  const player = new Player(
    { steps: [{ do: 'open' }, ...steps] },
    dialect(seen),
    { side: 'client', values: {} },
    deadlinesFor(1),
    0
  )
  player.actions()
  player.opened('main', 0)
  const sent = player.actions().filter((action) => action.do === 'send')
  return { seen, player, sent: sent.map(({ octets }) => [...octets]) }
}
const send = (...octets: number[]): Step<Message, string> => ({
  do: 'send',
  messages: octets.map((octet) => ({ octet }))
})

describe('sends in a repeat', () => {
  test('are one write, and one entry of the trace', () => {
    const { sent, seen, player } = writes([{ do: 'repeat', times: 3, steps: [send(10), send(20, 30)] }])
    expect(sent).toEqual([[10, 20, 30, 11, 21, 31, 12, 22, 32]])
    expect(seen).toEqual(sent[0])
    expect(player.trace.entries.map(({ kind, step }) => [kind, step])).toEqual([
      ['open', 0],
      ['sent', 1]
    ])
  })

  test('stay apart from sends outside of it, and from those of the next repeat', () => {
    const { sent } = writes([
      send(1),
      { do: 'repeat', times: 2, steps: [send(10)] },
      { do: 'repeat', times: 2, steps: [send(20)] },
      send(2),
      send(3)
    ])
    expect(sent).toEqual([[1], [10, 11], [20, 21], [2], [3]])
  })

  test('are written before whatever else the repeat does', () => {
    const steps: Step<Message, string>[] = [send(10), { do: 'pause', patience: 'quiet' }, send(20)]
    const { sent, player } = writes([{ do: 'repeat', times: 2, steps }])
    expect(sent).toEqual([[10]])
    player.advance(60_000)
    expect(player.actions()).toEqual([{ do: 'send', on: 'main', octets: Uint8Array.of(20, 11) }])
  })
})
