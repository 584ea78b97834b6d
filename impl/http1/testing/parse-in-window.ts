import * as contract from '../head/contract.ts'
import type { HeadKind } from '../head/contract.ts'
import type { HeadMachine } from '../head/wasm/head-machine.ts'
import { WasmHeadParser } from '../head/wasm/wasm-parser.ts'
import { describeHead, octetsOf } from './parse-head.ts'

/**
 * As `parseHead`, with the octets in the machine's own window from `shift` on, where they are not copied, and with octets
 * around them that would be taken for a part of the head.
 */
export function parseInWindow(
  machine: HeadMachine,
  kind: HeadKind,
  text: string,
  cuts: readonly number[],
  shift: number,
  parser = new WasmHeadParser(machine, true)
): string {
  const octets = octetsOf(text)
  const { window } = machine
  const ends = [...cuts.filter((cut) => cut < octets.length), octets.length].sort((a, b) => a - b)
  parser.begin(kind)
  window.fill(0x41, 0, Math.min(window.length, shift + octets.length + 32))
  if (shift > 64) window.fill(0x41, shift - 32)
  for (const end of ends) {
    window.set(octets.subarray(0, end), shift)
    const status = parser.parse(window, shift, shift + end)
    if (status === contract.COMPLETE) return describeHead(parser)
    if (status === contract.REFUSED) return `refused ${parser.rule} ${parser.offset}`
  }
  return 'more'
}
