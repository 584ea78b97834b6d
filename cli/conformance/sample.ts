import type { ConformanceOptions } from './options.ts'
import type { Sample } from './octets-of.ts'

/** Values to show a case with: those of the target's URL where one is named, and plain ones otherwise. */
export function sampleFor(target: string | undefined, options: ConformanceOptions): Sample {
  const url =
    target !== undefined && URL.canParse(target) ? new URL(target) : new URL('https://localhost:8443/')
  const path = options.path ?? url.pathname + url.search
  return {
    values: {
      scheme: url.protocol.slice(0, -1),
      authority: url.host,
      path,
      upload: options.upload ?? path,
      large: options.large ?? '/large',
      unread: options.unread ?? '/unread'
    }
  }
}
