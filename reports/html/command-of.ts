import type { RunLine, TargetLine } from '../../lab/log-line.ts'

const OPTIONS = ['path', 'large', 'upload', 'unread', 'echo', 'shutdown', 'tunnel']

/**
 * Words that begin a command line with the same target and options: those that the run was begun with where the log holds
 * them, and otherwise what can be told from the target.
 */
export function commandOf(
  run: RunLine | undefined,
  target: TargetLine | undefined,
  name: string
): readonly string[] {
  if (run?.command !== undefined) return run.command
  const role = run?.role ?? target?.role ?? 'server'
  // What is neither an address nor the reference server is a peer of the catalogue, which is started anew each time.
  const isAddress = /[:/.]/.test(name)
  const where = isAddress ? [target?.url ?? name] : name === 'reference' ? [] : [name]
  const options = isAddress
    ? OPTIONS.flatMap((option) => {
        const value = target?.values[option]
        return value === undefined ? [] : [`--${option}`, value]
      })
    : []
  return [
    'npx',
    'zyphos',
    'conformance',
    run?.suite ?? 'http2',
    ...where,
    ...(role === 'server' ? [] : ['--role', role]),
    ...options
  ]
}
