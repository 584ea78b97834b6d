import { access, constants } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import { TargetFailed } from '../../lab/suite.ts'
import { capture } from './capture.ts'

/** How h2spec is called: a program with the arguments that come before its own. */
export interface H2spec {
  readonly command: readonly [string, ...string[]]
  /** Where it was found, for people. */
  readonly place: string
}

const MODULE = 'github.com/summerwind/h2spec/cmd/h2spec@latest'
export const IMAGE = 'summerwind/h2spec:2.6.0'
/** Where a tool that the lab installs for itself lies, below the current folder. */
const BIN = join('.zyphos', 'bin')

const MISSING = `h2spec is not installed: put it on the PATH (https://github.com/summerwind/h2spec/releases), or install it with Go: GOBIN=$PWD/${BIN} go install ${MODULE}; or use a container: --in docker.`

/**
 * Finds h2spec: in a container when that is asked for, else on the PATH, else in `.zyphos/bin`, else installs it there with
 * Go's own tool. Throws TargetFailed with what can be done when there is no way.
 */
export async function findH2spec(place: 'here' | 'docker'): Promise<H2spec> {
  return place === 'docker' ? inContainer() : ((await h2specHere()) ?? install())
}

/** h2spec as it is installed: on the PATH or in `.zyphos/bin`. */
export async function h2specHere(): Promise<H2spec | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const file = await firstOf([...folders, resolve(BIN)])
  return file === undefined ? undefined : { command: [file], place: file }
}

async function install(): Promise<H2spec> {
  const go = await capture(['go', 'install', MODULE], {
    timeout: 300_000,
    env: { ...process.env, GOBIN: resolve(BIN) }
  })
  if (go.code === undefined) throw new TargetFailed(MISSING)
  const own = await firstOf([resolve(BIN)])
  if (go.code !== 0 || own === undefined)
    throw new TargetFailed(`${MISSING} (go install failed: ${lastLine(go.stderr) || 'no reason given'})`)
  return { command: [own], place: join(BIN, 'h2spec') }
}

async function inContainer(): Promise<H2spec> {
  const { code, stdout } = await capture(['docker', 'version', '--format', '{{.Server.Version}}'], {
    timeout: 20_000
  })
  if (code === undefined)
    throw new TargetFailed('docker is not installed, so h2spec cannot run in a container.')
  if (code !== 0 || stdout.trim() === '')
    throw new TargetFailed(
      'No docker engine answers, so h2spec cannot run in a container: start it, or leave out --in docker.'
    )
  return { command: ['docker', 'run', '--rm', '--network', 'host', IMAGE], place: `the container ${IMAGE}` }
}

async function firstOf(folders: readonly string[]): Promise<string | undefined> {
  const names = process.platform === 'win32' ? ['h2spec.exe'] : ['h2spec']
  for (const file of folders.flatMap((folder) => names.map((name) => join(folder, name)))) {
    try {
      await access(file, constants.X_OK)
      return file
    } catch {
      continue
    }
  }
  return undefined
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''
