export interface AltSvc {
  /** Empty on a request's stream: its own origin. */
  readonly origin: string
  /** As in the Alt-Svc field. */
  readonly value: string
}

/** Reads an ALTSVC frame (RFC 7838, section 4): Origin-Len (16), Origin, Alt-Svc-Field-Value. */
export function readAltSvc(payload: Uint8Array): AltSvc | undefined {
  if (payload.length < 2) return undefined
  const length = (payload[0]! << 8) | payload[1]!
  if (2 + length > payload.length) return undefined
  return { origin: text(payload.subarray(2, 2 + length)), value: text(payload.subarray(2 + length)) }
}

/** The payload of an ALTSVC frame. */
export function writeAltSvc({ origin, value }: AltSvc): Uint8Array {
  const octets = Array.from(origin + value, (character) => character.charCodeAt(0))
  return Uint8Array.of(origin.length >>> 8, origin.length & 255, ...octets)
}

function text(octets: Uint8Array): string {
  return Array.from(octets, (octet) => String.fromCharCode(octet)).join('')
}
