import { betweenExchange } from './exchange/between.ts'
import type { Origin } from './exchange/origin.ts'
import type { Target } from './target.ts'

/**
 * gateway: it forwards to one origin, and clients take it for that. proxy: its client chooses it, and names in the
 * absolute-form of the target where a request goes.
 */
export type IntermediaryKind = 'gateway' | 'proxy'

/** What scripts fill in for an intermediary of a kind: `to` stands before the path, `host` is what Host says. */
export const intermediaryValues = (
  kind: IntermediaryKind,
  own: string,
  origin: string
): Readonly<Record<string, string>> => ({
  kind,
  scheme: 'http',
  authority: own,
  origin,
  to: kind === 'proxy' ? `http://${origin}` : '',
  host: kind === 'proxy' ? origin : own
})

/** An intermediary in cleartext, between the lab as client and the lab as origin. */
export function intermediaryTarget(
  url: URL,
  origin: Origin,
  kind: IntermediaryKind,
  more: { name?: string; version?: string } = {}
): Target {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(url.port || 80)
  return {
    name: more.name ?? url.host,
    ...(more.version === undefined ? {} : { version: more.version }),
    role: 'intermediary',
    url: url.href,
    tls: false,
    values: intermediaryValues(kind, url.host, `127.0.0.1:${origin.port}`),
    exchange: betweenExchange({ host, port, origin }),
    // Connections to the origin that one exchange leaves would be used by another at the same time.
    parallel: 1
  }
}
