import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import type { Peer } from './peer.ts'
import type { Values } from './render.ts'

/** The folder for what the lab builds or installs for a peer itself: `.zyphos/peers/<name>` below the current folder. */
export function installFolder(peer: Peer): string {
  return join(resolve('.zyphos', 'peers'), peer.name)
}

/** The placeholders that mean the same wherever a peer is used. */
export function commonValues(peer: Peer): Values {
  return {
    peer: peer.folder,
    install: installFolder(peer),
    node: process.execPath,
    user: userInfo().username
  }
}
