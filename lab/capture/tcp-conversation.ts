import type { Actor } from '../trace.ts'
import { TCP, tcpPacket, type End } from './tcp-packet.ts'

/** Payload octets of one segment at most: what fits an IP packet of 65,535 octets, rounded down. */
export const MOST_PAYLOAD = 61_440

const other = (who: Actor): Actor => (who === 'lab' ? 'target' : 'lab')

/** One TCP connection as packets: knows what each side has sent, so that sequence numbers are right. */
export class TcpConversation {
  readonly #ends: Readonly<Record<Actor, End>>
  readonly #next: Record<Actor, number> = { lab: 0x10000000, target: 0x20000000 }
  readonly #finished: Record<Actor, boolean> = { lab: false, target: false }
  #reset = false

  constructor(ends: Readonly<Record<Actor, End>>) {
    this.#ends = ends
  }

  /** SYN, SYN and ACK, ACK. */
  open(client: Actor): Uint8Array[] {
    const server = other(client)
    const syn = this.#packet(client, TCP.SYN, undefined, 0)
    this.#next[client]++
    const answer = this.#packet(server, TCP.SYN | TCP.ACK)
    this.#next[server]++
    return [syn, answer, this.#packet(client, TCP.ACK)]
  }

  /** SYN that nobody answered, or that was answered with RST. */
  refused(client: Actor, answered: boolean): Uint8Array[] {
    const syn = this.#packet(client, TCP.SYN, undefined, 0)
    this.#next[client]++
    this.#reset = true
    return answered ? [syn, this.#packet(other(client), TCP.RST | TCP.ACK)] : [syn]
  }

  /** Octets, in as many segments as they need. None after a FIN or a reset: they were never on the wire. */
  data(by: Actor, octets: Uint8Array): Uint8Array[] {
    if (this.#reset || this.#finished[by]) return []
    const packets = []
    for (let at = 0; at < octets.length; at += MOST_PAYLOAD) {
      const payload = octets.subarray(at, at + MOST_PAYLOAD)
      packets.push(this.#packet(by, TCP.PSH | TCP.ACK, payload))
      this.#advance(by, payload.length)
    }
    return packets
  }

  /** Octets that crossed the wire and are not known any more. */
  skip(by: Actor, length: number): void {
    this.#advance(by, length)
  }

  finish(by: Actor): Uint8Array[] {
    if (this.#reset || this.#finished[by]) return []
    this.#finished[by] = true
    const packet = this.#packet(by, TCP.FIN | TCP.ACK)
    this.#advance(by, 1)
    return [packet]
  }

  reset(by: Actor): Uint8Array[] {
    if (this.#reset) return []
    this.#reset = true
    return [this.#packet(by, TCP.RST | TCP.ACK)]
  }

  #advance(by: Actor, octets: number): void {
    this.#next[by] = (this.#next[by] + octets) >>> 0
  }

  #packet(
    by: Actor,
    flags: number,
    payload: Uint8Array = new Uint8Array(0),
    acknowledgment = this.#next[other(by)]
  ): Uint8Array {
    const [from, to] = [this.#ends[by], this.#ends[other(by)]]
    return tcpPacket({ from, to, sequence: this.#next[by], acknowledgment, flags, payload })
  }
}
