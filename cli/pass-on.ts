import { existsSync } from 'node:fs'
import type { ExitCode } from './exit-code.ts'
import { usage } from './failure.ts'

/** Runs the body of a command that another folder provides: a module at `place` with `main(args)`. */
export async function passOn(name: string, place: URL, args: readonly string[]): Promise<ExitCode> {
  const built = new URL(place.href.replace(/\.ts$/, '.js'))
  const found = [place, built].find((url) => existsSync(url))
  if (found === undefined) throw usage(`The command ${name} is not part of this version.`)
  const { main } = (await import(found.href)) as { main(args: readonly string[]): Promise<ExitCode> }
  return main(args)
}
