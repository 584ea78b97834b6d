import { lookup } from 'node:dns/promises'
import { BlockList, isIP, isIPv6 } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')
loopback.addSubnet('::ffff:127.0.0.0', 104, 'ipv6')

/** Whether an address is one of this machine's loopback interface. */
export function isLoopback(address: string): boolean {
  return loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/**
 * Whether the host of a URL is this machine: an address, or a name all of whose addresses are of the loopback interface.
 * Rejects with the error of the look-up for a name that is not known.
 */
export async function isOnThisMachine({ hostname }: Pick<URL, 'hostname'>): Promise<boolean> {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0) return isLoopback(host)
  const addresses = await lookup(host, { all: true })
  return addresses.length > 0 && addresses.every(({ address }) => isLoopback(address))
}
