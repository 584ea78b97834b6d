import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environment } from './environment.ts'
import type { Peer } from './peer.ts'
import { commonValues } from './places.ts'
import { render } from './render.ts'
import { run } from './run.ts'

/** The version that the installed program states, or undefined when it is not installed or does not tell. */
export async function peerVersion(peer: Peer): Promise<string | undefined> {
  // Some programs make themselves at home even to tell their version.
  const dir = await mkdtemp(join(tmpdir(), `zyphos-${peer.name}-`))
  try {
    const values = { ...commonValues(peer), dir }
    const argv = peer.version.command.map((word) => render(word, values))
    const env = Object.fromEntries(
      Object.entries(peer.env).map(([name, value]) => [name, render(value, values)])
    )
    // A version query that starts a virtual machine can take seconds on a busy machine.
    const { code, output } = await run(argv, { cwd: dir, env: environment(env), timeout: 20000 })
    return code === null ? undefined : new RegExp(peer.version.pattern).exec(output)?.[1]
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** True when the program and everything else that its manifest says it provides is there. */
export async function isInstalled(peer: Peer): Promise<boolean> {
  const values = commonValues(peer)
  try {
    for (const file of peer.install.provides) await access(render(file, values))
  } catch {
    return false
  }
  return (await peerVersion(peer)) !== undefined
}
