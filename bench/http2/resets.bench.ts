import { Http2Connection } from '../../impl/http2/connection.ts'
import { CLIENT_PREFACE } from '../../impl/http2/frames.ts'
import { headers, join, POST, reset, SETTINGS_ACK, settingsFrame } from '../../impl/http2/testing/wire.ts'
import { figure } from '../../reports/milestones/findings.ts'
import { publish } from '../experiment.ts'

// Requests that are reset at once, at a steady rate: how long a server bears it, and what it had to do. Virtual clock.
const RATES = [50, 100, 110, 150, 200, 500, 1000, 2000, 5000, 10_000, 50_000]
const MINUTE = 60

function run(rate: number, budget: boolean, seconds = MINUTE) {
  let handled = 0
  const connection = new Http2Connection({
    role: 'server',
    handler: () => handled++,
    rules: budget ? {} : { rapidResetBudget: 'ignored' }
  })
  connection.receive(join(CLIENT_PREFACE, settingsFrame(), SETTINGS_ACK), 0)
  connection.output()
  let sent = 0
  for (; sent < rate * seconds && !connection.finished; sent++) {
    connection.receive(join(headers(2 * sent + 1, POST, 4), reset(2 * sent + 1, 8)), (sent / rate) * 1000)
    connection.output()
  }
  return { ended: connection.finished, seconds: sent / rate, handled }
}

const found = RATES.map((rate) => ({ rate, ...run(rate, true) }))
const fastest = found.at(-1)!
const borne = found.filter(({ ended }) => !ended)
// Without the budget two seconds tell enough: it goes on like this.
const unguarded = run(fastest.rate, false, 2)

publish('resets', {
  figures: [
    figure(
      'greatest rate that is borne for a minute',
      Math.max(...borne.map(({ rate }) => rate)),
      'resets/s'
    ),
    figure(
      'least rate that ends the connection within a minute',
      Math.min(...found.filter(({ ended }) => ended).map(({ rate }) => rate)),
      'resets/s'
    ),
    figure('50,000 resets/s: seconds until the connection ends', fastest.seconds, 's'),
    figure('50,000 resets/s: requests that reached the application in a minute', fastest.handled),
    figure('50,000 resets/s without the budget: in two seconds', unguarded.handled),
    figure('50,000 resets/s: work left by the budget', fastest.handled / unguarded.handled, '×')
  ],
  plots: [
    {
      title: 'How long a connection lives that resets each request',
      kind: 'line',
      x: { label: 'requests reset a second', logarithmic: true },
      y: { label: 'seconds, a minute at most', logarithmic: true },
      series: [{ name: 'with the budget', points: found.map(({ rate, seconds }) => [rate, seconds]) }]
    },
    {
      title: 'Requests that reach the application within a minute',
      kind: 'line',
      x: { label: 'requests reset a second', logarithmic: true },
      y: { label: 'requests', logarithmic: true },
      series: [
        { name: 'with the budget', points: found.map(({ rate, handled }) => [rate, handled]) },
        { name: 'without, by that rate', points: found.map(({ rate }) => [rate, rate * MINUTE]) }
      ]
    }
  ]
})
