import { delimiter } from 'node:path'

const proxies = /^(https?|ftp|all|no)_proxy$/i

/**
 * The environment for a program under test: ours, with the system's programs on the PATH (servers live in sbin, which is
 * not on every user's PATH) and without proxy settings, since all traffic stays on this machine.
 */
export function environment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !proxies.test(name) && name !== 'NODE_OPTIONS')
  const path = [process.env['PATH'] ?? '', '/usr/local/sbin', '/usr/sbin', '/sbin'].filter(
    (part) => part !== ''
  )
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter), ...extra }
}
