import { startClient, whyNot, type ClientTask } from '../peers/client.ts'
import type { ClientPeer } from '../peers/peer.ts'
import type { Task } from '../script.ts'
import type { Driver, Errand } from './driver.ts'
import { printable } from './printable.ts'
import { uploadContent } from './task.ts'

const KINDS: Readonly<Record<Task, ClientTask['kind']>> = {
  request: 'get',
  several: 'getMany',
  upload: 'upload',
  websocket: 'websocket'
}

/** Starts a client of the catalogue for each exchange. */
export function peerDriver(peer: ClientPeer, tls: boolean): Driver {
  return {
    name: peer.name,
    cannot: (task) => whyNot(peer, KINDS[task], tls),
    start: async (errand) => {
      const client = await startClient(peer, taskOf(errand))
      return {
        ended: client.exited.then(({ code, signal }) => ({
          status: code,
          signal,
          output: printable(client.log())
        })),
        stop: () => client.stop()
      }
    }
  }
}

function taskOf({ task, urls }: Errand): ClientTask {
  const [url = ''] = urls
  switch (task) {
    case 'request':
      return { kind: 'get', url }
    case 'several':
      return { kind: 'getMany', urls }
    case 'upload':
      return { kind: 'upload', url, body: uploadContent() }
    case 'websocket':
      return { kind: 'websocket', url }
  }
}
