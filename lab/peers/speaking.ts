import type { ClientPeer } from './peer.ts'

/** A client of the catalogue, set up to speak HTTP/1.1; undefined when it is not known how. */
export function speakingHttp1(peer: ClientPeer): ClientPeer | undefined {
  const { http1, modes, commands } = peer
  if (http1 !== undefined) return { ...peer, modes: http1.modes, commands: http1.commands ?? commands }
  const only = Object.entries(modes).filter(([, { protocols }]) =>
    protocols.every((name) => name === 'http/1.1')
  )
  return only.length === 0 ? undefined : { ...peer, modes: Object.fromEntries(only) }
}
