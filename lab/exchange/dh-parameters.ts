import { getDiffieHellman } from 'node:crypto'

const GROUPS = { 2048: 'modp14', 4096: 'modp16' } as const
const SEQUENCE = 0x30
const INTEGER = 0x02

/** DER: tag, length (one octet below 128, else 0x82 and two), content. */
const der = (tag: number, content: Uint8Array): Uint8Array =>
  Uint8Array.of(
    tag,
    ...(content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff]),
    ...content
  )

/** A MODP group of RFC 3526 as DH PARAMETERS in PEM: SEQUENCE { prime INTEGER, generator INTEGER }. */
export function dhParameters(bits: keyof typeof GROUPS): string {
  const group = getDiffieHellman(GROUPS[bits])
  // The highest bit of the prime is set: a zero octet before it keeps it positive.
  const prime = der(INTEGER, Uint8Array.of(0, ...group.getPrime()))
  const generator = der(INTEGER, group.getGenerator())
  const text = Buffer.from(der(SEQUENCE, Uint8Array.of(...prime, ...generator))).toString('base64')
  const lines = text.match(/.{1,64}/g) ?? []
  return ['-----BEGIN DH PARAMETERS-----', ...lines, '-----END DH PARAMETERS-----', ''].join('\n')
}
