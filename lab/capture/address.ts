import { isIPv4, isIPv6 } from 'node:net'

/** The octets of an IP address: 4 or 16 of them; an IPv4-mapped IPv6 address counts as IPv4. Undefined for other text. */
export function addressOctets(text: string): Uint8Array | undefined {
  const address = text.replace(/%.*$/, '')
  if (isIPv4(address)) return Uint8Array.from(address.split('.'), Number)
  if (!isIPv6(address)) return undefined
  // A dotted tail is two groups.
  const groups = address.replace(/[\d.]+\.[\d.]+$/, (tail) => {
    const [a = 0, b = 0, c = 0, d = 0] = tail.split('.').map(Number)
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
  })
  const [head = '', tail] = groups.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const filled = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after]
  const octets = Uint8Array.from(
    filled.flatMap((group) => {
      const value = Number.parseInt(group, 16)
      return [value >> 8, value & 0xff]
    })
  )
  const mapped =
    octets.subarray(0, 10).every((octet) => octet === 0) && octets[10] === 0xff && octets[11] === 0xff
  return mapped ? octets.slice(12) : octets
}
