/** An ASCII serialization of an origin (RFC 6454, section 6.2). */
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/(?:\[[0-9a-f:.]+\]|[a-z0-9._~%!$&'()*+,;=-]+)(?::[0-9]{1,5})?$/

/** Reads an ORIGIN frame (RFC 8336, section 2.1): entries of Origin-Len (16) and ASCII-Origin. What is no origin is left out. */
export function readOrigins(payload: Uint8Array): string[] {
  const origins: string[] = []
  for (let at = 0; at + 2 <= payload.length;) {
    const length = (payload[at]! << 8) | payload[at + 1]!
    at += 2
    if (at + length > payload.length) break
    const origin = String.fromCharCode(...payload.subarray(at, at + length))
    if (ORIGIN.test(origin)) origins.push(origin)
    at += length
  }
  return origins
}

/** The payload of an ORIGIN frame. */
export function writeOrigins(origins: readonly string[]): Uint8Array {
  return Uint8Array.from(
    origins.flatMap((origin) => [
      origin.length >>> 8,
      origin.length & 255,
      ...Array.from(origin, (c) => c.charCodeAt(0))
    ])
  )
}
