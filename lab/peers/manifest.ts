import type { ClientPeer, Fixtures, Install, ModeEntry, Peer, ServerPeer, VersionQuery } from './peer.ts'
import { ShapeError, anyText, flag, list, object, oneOf, record, text } from './shape.ts'
import type { Shape } from './shape.ts'
import { placeholdersIn } from './render.ts'

const argv = list(text, 1)

const path: Shape<string> = (value, where) => {
  const found = text(value, where)
  if (!found.startsWith('/'))
    throw new ShapeError(`${where} must begin with "/", but is ${JSON.stringify(found)}`)
  return found
}

const pattern: Shape<string> = (value, where) => {
  const found = text(value, where)
  let groups: number
  try {
    groups = new RegExp(`${found}|`).exec('')!.length - 1
  } catch {
    throw new ShapeError(`${where} is not a regular expression: ${found}`)
  }
  if (groups < 1) throw new ShapeError(`${where} has no group that captures the version: ${found}`)
  return found
}

const mode = object<ModeEntry>(
  {
    protocols: list(text, 1),
    values: record(anyText),
    arguments: list(text),
    cannot: list(oneOf('get', 'getMany', 'upload'))
  },
  { values: {}, arguments: [], cannot: [] }
)

const none: Install = { apt: [], programs: [], steps: [], provides: [] }

const common = {
  name: text,
  description: text,
  install: object<Install>(
    { apt: list(text), programs: list(text), steps: list(argv), provides: list(text) },
    none
  ),
  version: object<VersionQuery>({ command: argv, pattern }),
  modes: object<Peer['modes']>({ tls: mode, cleartext: mode }, { tls: undefined, cleartext: undefined }),
  env: record(anyText)
}

const fixtures = object<Fixtures>(
  { path, large: path, upload: path, uploadNeedsLength: flag, unread: path, echo: path, shutdown: path },
  {
    large: undefined,
    upload: undefined,
    uploadNeedsLength: undefined,
    unread: undefined,
    echo: undefined,
    shutdown: undefined
  }
)

const server = object<Omit<ServerPeer, 'folder'>>(
  {
    ...common,
    role: oneOf('server', 'intermediary'),
    command: argv,
    stop: oneOf<NodeJS.Signals>('SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP'),
    backend: flag,
    fixtures
  },
  { install: none, env: {}, stop: 'SIGTERM', backend: false }
)

const client = object<Omit<ClientPeer, 'folder'>>(
  {
    ...common,
    role: oneOf('client'),
    commands: object<ClientPeer['commands']>(
      { get: argv, getMany: argv, upload: argv },
      { getMany: undefined, upload: undefined }
    )
  },
  { install: none, env: {} }
)

/** Placeholders that the lab fills in, beyond those that a mode defines. */
const given = ['dir', 'peer', 'install', 'node', 'mode', 'cert', 'key', 'user']
const forServers = [...given, 'host', 'port', 'backend', 'www']
const forClients = [...given, 'url', 'urls', 'upload']

function checkPlaceholders(peer: Omit<Peer, 'folder'> & Record<string, unknown>): void {
  const known = peer.role === 'client' ? forClients : forServers
  const commands: [string, readonly string[]][] =
    peer.role === 'client'
      ? Object.entries((peer as unknown as ClientPeer).commands).map(([name, words]) => [
          `commands.${name}`,
          words
        ])
      : [['command', (peer as unknown as ServerPeer).command]]
  for (const [modeName, entry] of Object.entries(peer.modes)) {
    const names = new Set([...known, ...Object.keys(entry.values)])
    for (const [where, words] of [...commands, [`modes.${modeName}.arguments`, entry.arguments] as const]) {
      for (const name of words.flatMap(placeholdersIn)) {
        if (!names.has(name))
          throw new ShapeError(`${where} uses {${name}}, which mode ${modeName} does not define`)
      }
    }
  }
}

/**
 * A peer from the parsed content of its peer.json; `folder` is where the file is and must bear the peer's name.
 * Throws ShapeError, which says what in the file is wrong.
 */
export function peerFromManifest(value: unknown, folder: string): Peer {
  const role = oneOf('server', 'intermediary', 'client')((value as { role?: unknown } | null)?.role, 'role')
  const peer = role === 'client' ? client(value, '') : server(value, '')
  if (Object.keys(peer.modes).length === 0) throw new ShapeError('modes must have tls, cleartext or both')
  const folderName = folder.split(/[\\/]/).at(-1)
  if (peer.name !== folderName) throw new ShapeError(`name is ${peer.name}, but the folder is ${folderName}`)
  checkPlaceholders(peer as Omit<Peer, 'folder'> & Record<string, unknown>)
  return { ...peer, folder } as Peer
}
