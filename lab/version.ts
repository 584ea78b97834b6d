import { readFileSync } from 'node:fs'

/** Name and version of this tool, as run logs and captures state it. */
export const TOOL: string = `zyphos ${version()}`

function version(): string {
  // From the sources the package is one folder up, from the built files two.
  for (const place of ['../package.json', '../../package.json'])
    try {
      return (JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as { version: string })
        .version
    } catch {
      continue
    }
  return 'unknown'
}
