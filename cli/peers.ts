import { catalogue } from '../lab/peers/catalogue.ts'
import { install } from '../lab/peers/install.ts'
import type { Peer } from '../lab/peers/peer.ts'
import { isInstalled, peerVersion } from '../lab/peers/version.ts'
import { jsonLine } from '../lab/log/json-line.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { environment, usage } from './failure.ts'
import { suggestion } from './nearest.ts'
import { printable } from './printable.ts'
import { colorsFor, type Terminal } from './terminal.ts'

/** `zyphos peers [install NAME…]`. */
export async function peers(
  action: string | undefined,
  names: readonly string[],
  options: { readonly json?: true },
  terminal: Terminal
): Promise<ExitCode> {
  const all = await catalogue()
  if (action === undefined) await show(all, options.json === true, terminal)
  else if (action === 'install') await installAll(names, all, terminal)
  else throw usage(`peers can install, not ${printable(action)}.`)
  return EXIT.conforms
}

async function show(all: readonly Peer[], json: boolean, terminal: Terminal): Promise<void> {
  const colors = colorsFor(terminal.out, terminal.env)
  const width = Math.max(...all.map(({ name }) => name.length))
  // One at a time, and each as soon as it is known: a version query may start a virtual machine.
  for (const peer of all) {
    const version = (await isInstalled(peer)) ? await peerVersion(peer) : undefined
    const { name, role, description } = peer
    const modes = Object.fromEntries(
      Object.entries(peer.modes).map(([mode, entry]) => [mode, entry.protocols])
    )
    const how = `npx zyphos peers install ${name}`
    const state =
      version === undefined ? colors.dim(`not installed: ${how}`) : colors.green(printable(version))
    terminal.out.write(
      json
        ? `${jsonLine({ name, role, description, installed: version !== undefined, version, modes, install: how })}\n`
        : `${name.padEnd(width)}  ${role.padEnd(12)}  ${state}\n`
    )
  }
}

async function installAll(names: readonly string[], all: readonly Peer[], terminal: Terminal): Promise<void> {
  if (names.length === 0) throw usage('Say which peers to install: zyphos peers install NAME…')
  const wanted = names.map((name) => {
    const found = all.find((peer) => peer.name === name)
    const known = all.map((peer) => peer.name)
    if (found === undefined) throw usage(`There is no peer ${printable(name)}.${suggestion(name, known)}`)
    return found
  })
  for (const peer of wanted)
    try {
      await install(peer, (line) => terminal.err.write(`${printable(line)}\n`))
      terminal.out.write(`${peer.name} ${printable((await peerVersion(peer)) ?? '')} is installed.\n`)
    } catch (error) {
      throw environment((error as Error).message)
    }
}
