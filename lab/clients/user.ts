import type { ByHand, Driver } from './driver.ts'

/** How long somebody may take to start a client, unless said otherwise: ten minutes. */
export const PATIENCE = 600_000

/** Somebody starts the client by hand: `ask` shows what is to be fetched. Nobody sees how the client ends. */
export function userDriver(
  ask: (urls: readonly string[]) => void,
  { port = 0, patience = PATIENCE }: Partial<ByHand> = {}
): Driver {
  return {
    name: 'client',
    byHand: { port, patience },
    cannot: (task) => (task === 'request' ? undefined : 'the client is started by hand, for one request'),
    start: ({ urls }) => {
      ask(urls)
      let end: () => void
      const ended = new Promise<void>((resolve) => (end = resolve))
      return Promise.resolve({
        ended: ended.then(() => ({ status: null, signal: null, output: '' })),
        conclude: () => end(),
        stop: () => Promise.resolve()
      })
    }
  }
}
