/** Octets in hexadecimal. */
const hex = (...octets: readonly number[]): string =>
  octets.map((octet) => octet.toString(16).padStart(2, '0')).join('')
const sized = (octets: 1 | 2 | 3, content: string): string =>
  (content.length / 2).toString(16).padStart(2 * octets, '0') + content
const uint16 = (value: number): string => value.toString(16).padStart(4, '0')
const extension = (type: number, content: string): string => uint16(type) + sized(2, content)

/** ECDHE with ECDSA or RSA, AES-GCM or ChaCha20-Poly1305, and the signal that renegotiation would be secure (RFC 5746). */
const CIPHER_SUITES = [0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0x00ff]
const GROUPS = [0x0017, 0x001d, 0x0018]
const SIGNATURES = [0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501]
const H2 = hex(0x68, 0x32)

/** A ClientHello of TLS 1.2 in one record, with ALPN "h2", that offers these compression methods (RFC 3749). */
export function clientHello(compression: readonly number[]): string {
  const extensions = [
    extension(0x000a, sized(2, GROUPS.map(uint16).join(''))),
    extension(0x000b, sized(1, hex(0))),
    extension(0x000d, sized(2, SIGNATURES.map(uint16).join(''))),
    extension(0x0010, sized(2, sized(1, H2)))
  ].join('')
  const body = [
    uint16(0x0303),
    // Any 32 octets will do for what is never finished.
    hex(...Array.from({ length: 32 }, (_, index) => index)),
    sized(1, ''),
    sized(2, CIPHER_SUITES.map(uint16).join('')),
    sized(1, hex(...compression)),
    sized(2, extensions)
  ].join('')
  return hex(0x16, 0x03, 0x01) + sized(2, hex(0x01) + sized(3, body))
}
