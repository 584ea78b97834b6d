import type { Driver } from './clients/driver.ts'
import { listenExchange } from './exchange/listen.ts'
import type { Target } from './target.ts'

/** A client, driven by a driver: over TLS, or in cleartext with prior knowledge. */
export function clientTarget(
  driver: Driver,
  more: { tls: boolean; name?: string; version?: string; parallel?: number; host?: string }
): Target {
  const { tls, name, version, parallel = 4, host } = more
  return {
    name: name ?? driver.name,
    ...(version === undefined ? {} : { version }),
    role: 'client',
    tls,
    values: {},
    exchange: listenExchange(driver, { tls, ...(host === undefined ? {} : { host }) }),
    parallel
  }
}
