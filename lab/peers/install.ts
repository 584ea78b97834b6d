import { access, mkdir, rm, writeFile } from 'node:fs/promises'
import { environment } from './environment.ts'
import type { Peer } from './peer.ts'
import { commonValues, installFolder } from './places.ts'
import { render } from './render.ts'
import { run } from './run.ts'
import { lastLines } from './tail.ts'
import { isInstalled } from './version.ts'

const policy = '/usr/sbin/policy-rc.d'
const most = 15 * 60 * 1000

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false
  )

/**
 * Runs `work` while Debian's package scripts may start no service: a policy-rc.d that answers 101 ("forbidden") is put in
 * place for as long as it takes. One that the machine already has is left as it is.
 */
async function withoutServices<T>(work: () => Promise<T>): Promise<T> {
  if (await exists(policy)) return work()
  await writeFile(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return await work()
  } finally {
    await rm(policy, { force: true })
  }
}

async function step(
  peer: Peer,
  argv: readonly string[],
  cwd: string,
  onLine: (line: string) => void
): Promise<void> {
  onLine(`$ ${argv.join(' ')}`)
  // Proxy settings stay: unlike the programs under test, installers may need them.
  const env = { ...process.env, PATH: environment()['PATH'], DEBIAN_FRONTEND: 'noninteractive' }
  const { code, output, reason } = await run(argv, { cwd, env, timeout: most, onLine })
  if (code !== 0) throw new Error(`${peer.name} was not installed: ${reason}.${lastLines(output)}`)
}

async function installPackages(peer: Peer, onLine: (line: string) => void): Promise<void> {
  const wanted = peer.install.apt
  if (process.getuid?.() !== 0) {
    throw new Error(
      `${peer.name} needs Debian packages; as root run: apt-get install --no-install-recommends ${wanted.join(' ')}`
    )
  }
  const lock = ['-o', 'DPkg::Lock::Timeout=300']
  const get = ['apt-get', ...lock, 'install', '-y', '-q', '--no-install-recommends', ...wanted]
  await withoutServices(async () => {
    // The lists may be fresh enough, in which case the slow update is not needed.
    const { code } = await run(['apt-get', ...lock, 'install', '-y', '-q', '--simulate', ...wanted], {
      timeout: most
    })
    if (code !== 0) await step(peer, ['apt-get', ...lock, 'update', '-q'], '/', onLine)
    await step(peer, get, '/', onLine)
  })
}

let queue: Promise<unknown> = Promise.resolve()

async function installNow(peer: Peer, onLine: (line: string) => void): Promise<void> {
  if (await isInstalled(peer)) return
  const { apt, programs, steps } = peer.install
  const env = environment()
  for (const program of programs) {
    const { reason } = await run(['/bin/sh', '-c', 'command -v "$0"', program], { env, timeout: 10000 })
    if (!reason.endsWith('code 0'))
      throw new Error(`${peer.name} needs ${program}, which is not on the PATH; install it first.`)
  }
  if (apt.length > 0) await installPackages(peer, onLine)
  const values = commonValues(peer)
  if (steps.length > 0) await mkdir(installFolder(peer), { recursive: true })
  for (const argv of steps) {
    await step(
      peer,
      argv.map((word) => render(word, values)),
      peer.folder,
      onLine
    )
  }
  if (!(await isInstalled(peer)))
    throw new Error(`${peer.name} was installed, but does not tell its version or lacks a part.`)
}

/**
 * Installs a peer unless it is there: its Debian packages (which needs root), then the steps of its manifest. No service
 * is started. `onLine` gets every line of output. Installations in one process run one after the other. Throws an Error
 * with one sentence, and the last lines of output, when it fails.
 */
export function install(peer: Peer, onLine: (line: string) => void = () => undefined): Promise<void> {
  const turn = queue.then(() => installNow(peer, onLine))
  queue = turn.catch(() => undefined)
  return turn
}
