import { clientTarget } from '../../lab/client-target.ts'
import { userDriver } from '../../lab/clients/user.ts'
import { portIsFree } from '../../lab/peers/free-port.ts'
import { environment, usage } from '../failure.ts'
import { printable } from '../printable.ts'
import type { Opened, TargetOptions } from './opened.ts'

/** A client that the user starts, once for each URL that is shown. Throws a Failure when it cannot be listened for. */
export async function targetByHand(options: TargetOptions): Promise<Opened> {
  const port = portOf(options.port)
  if (port !== 0 && !(await portIsFree(port)))
    throw environment(`Port ${port} on 127.0.0.1 is in use, so no client can be listened for there.`)
  const tls = options.cleartext !== true
  const say = (line: string) => process.stderr.write(`${line}\n`)
  say(
    `Start your client by hand, once for each URL that is shown (it need not trust the certificate's issuer).${
      port === 0 ? ' Each has a port of its own; --port makes it one port for all.' : ''
    } A case takes two starts or more: choose some with --case, or let the lab start the client with --exec.`
  )
  let asked = 0
  const driver = userDriver(
    ([url]) => say(`${String(++asked).padStart(4)}. Waiting for your client at ${url}`),
    { port }
  )
  return {
    target: clientTarget(driver, { tls, parallel: 1 }),
    words: [...(port === 0 ? [] : ['--port', String(port)]), ...(tls ? [] : ['--cleartext'])],
    byHand: true,
    stop: () => Promise.resolve()
  }
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 0
  if (!/^\d{1,5}$/.test(text) || Number(text) < 1 || Number(text) > 65_535)
    throw usage(`--port takes a number from 1 to 65535, not ${printable(text)}.`)
  return Number(text)
}
