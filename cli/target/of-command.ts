import { startCommand } from '../../lab/peers/command.ts'
import { targetAtUrl } from './at-url.ts'
import { failing } from './failing.ts'
import type { Opened, TargetOptions } from './opened.ts'

/** Starts a server by a command that contains {port} and waits until it listens. Throws a Failure when it does not. */
export async function targetOfCommand(command: string, options: TargetOptions): Promise<Opened> {
  const running = await failing(startCommand(command))
  const url = `${options.tls === true ? 'https' : 'http'}://127.0.0.1:${running.port}`
  try {
    const { target } = await targetAtUrl(url, options)
    return {
      target,
      words: [...(options.tls === true ? ['--tls'] : []), '--exec', command],
      stop: () => running.stop()
    }
  } catch (error) {
    await running.stop()
    throw error
  }
}
