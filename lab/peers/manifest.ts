import { z } from 'zod'
import type { Peer } from './peer.ts'
import { placeholdersIn } from './render.ts'
import { ShapeError, sayIssue } from './say-issue.ts'

const text = z.string().min(1)
const argv = z.array(text).min(1)
const texts = z.record(z.string(), z.string())

const path = text.refine((found) => found.startsWith('/'), {
  error: ({ input }) => `must begin with "/", but is ${JSON.stringify(input)}`
})

const pattern = text.superRefine((found, { addIssue }) => {
  const groups = groupsIn(found)
  if (groups === undefined) addIssue(`is not a regular expression: ${found}`)
  else if (groups < 1) addIssue(`has no group that captures the version: ${found}`)
})

/** How many groups a regular expression has; undefined when it is none. */
function groupsIn(source: string): number | undefined {
  try {
    // The empty alternative matches everything, and shows every group.
    return (new RegExp(`${source}|`).exec('')?.length ?? 1) - 1
  } catch {
    return undefined
  }
}

const mode = z.strictObject({
  protocols: argv,
  values: texts.default({}),
  arguments: z.array(text).default([]),
  cannot: z.array(z.enum(['get', 'getMany', 'upload', 'websocket'])).default([])
})

const install = z.strictObject({
  apt: z.array(text).default([]),
  programs: z.array(text).default([]),
  steps: z.array(argv).default([]),
  provides: z.array(text).default([])
})

const modes = z
  .strictObject({ tls: mode.exactOptional(), cleartext: mode.exactOptional() })
  .refine((found) => Object.keys(found).length > 0, { error: 'must have tls, cleartext or both' })

const common = {
  name: text,
  description: text,
  install: install.prefault({}),
  version: z.strictObject({ command: argv, pattern }),
  modes,
  env: texts.default({})
}

const fixtures = z.strictObject({
  path,
  large: path.exactOptional(),
  upload: path.exactOptional(),
  uploadNeedsLength: z.boolean().exactOptional(),
  unread: path.exactOptional(),
  echo: path.exactOptional(),
  file: path.exactOptional(),
  negotiated: path.exactOptional(),
  shutdown: path.exactOptional()
})

const server = z.strictObject({
  ...common,
  role: z.enum(['server', 'intermediary']),
  command: argv,
  stop: z.enum(['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP']).default('SIGTERM'),
  backend: z.boolean().default(false),
  fixtures
})

const clientCommands = z.strictObject({
  get: argv,
  getMany: argv.exactOptional(),
  upload: argv.exactOptional(),
  websocket: argv.exactOptional()
})

const client = z.strictObject({
  ...common,
  role: z.literal('client'),
  commands: clientCommands,
  http1: z.strictObject({ modes, commands: clientCommands.exactOptional() }).exactOptional()
})

const manifest = z.discriminatedUnion('role', [server, client]).superRefine((peer, { addIssue }) => {
  const [wrong] = unknownPlaceholders(peer)
  if (wrong !== undefined) addIssue({ code: 'custom', ...wrong })
})

/** Placeholders that the lab fills in, beyond those that a mode defines. */
const given = ['dir', 'peer', 'install', 'node', 'mode', 'cert', 'key', 'user']
const forServers = [...given, 'host', 'port', 'backend', 'www']
const forClients = [...given, 'url', 'urls', 'upload']

function unknownPlaceholders(
  peer: z.infer<typeof server> | z.infer<typeof client>
): { readonly path: string[]; readonly message: string }[] {
  const known = peer.role === 'client' ? forClients : forServers
  const commands: [string[], readonly string[]][] =
    peer.role === 'client'
      ? Object.entries(peer.commands).map(([name, words]) => [['commands', name], words])
      : [[['command'], peer.command]]
  return Object.entries(peer.modes).flatMap(([modeName, entry]) => {
    const names = new Set([...known, ...Object.keys(entry.values)])
    return [...commands, [['modes', modeName, 'arguments'], entry.arguments] as const].flatMap(
      ([where, words]) =>
        words
          .flatMap(placeholdersIn)
          .filter((name) => !names.has(name))
          .map((name) => ({
            path: [...where],
            message: `uses {${name}}, which mode ${modeName} does not define`
          }))
    )
  })
}

/**
 * A peer from the parsed content of its peer.json; `folder` is where the file is and must bear the peer's name.
 * Throws ShapeError, which says what in the file is wrong.
 */
export function peerFromManifest(value: unknown, folder: string): Peer {
  const read = manifest.safeParse(value, { reportInput: true })
  if (!read.success) throw new ShapeError(sayIssue(read.error))
  const folderName = folder.split(/[\\/]/).at(-1)
  if (read.data.name !== folderName)
    throw new ShapeError(`name is ${read.data.name}, but the folder is ${folderName}`)
  return { ...read.data, folder }
}
