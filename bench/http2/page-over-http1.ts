import { VirtualClock } from './clock.ts'
import { chopped, Link, type LinkOptions } from './link.ts'
import { BROWSER_FIELDS, RESPONSE_FIELDS } from './page-over-http2.ts'

const text = new TextEncoder()

/** The octets of a request of HTTP/1.1 with the fields of a browser. */
export const http1Request = (index: number): Uint8Array =>
  text.encode(`GET /${index} HTTP/1.1\r\nhost: www.example.net\r\n${lines(BROWSER_FIELDS)}\r\n`)

/** The octets of the head of its response. */
export const http1Head = (length: number): Uint8Array =>
  text.encode(`HTTP/1.1 200 OK\r\n${lines(RESPONSE_FIELDS)}content-length: ${length}\r\n\r\n`)

const lines = (fields: readonly { readonly name: string; readonly value: string }[]): string =>
  fields.map(({ name, value }) => `${name}: ${value}\r\n`).join('')

/**
 * Loads resources over connections of HTTP/1.1 that stay open, each asked for when `arrival` says, as soon as a
 * connection is free. `ahead`: requests do not wait for the response before (pipelining). Gives the milliseconds from
 * the arrival of each to the end of its response. A model: what is simulated is octets and their order.
 */
export function loadOverHttp1(
  link: LinkOptions,
  sizes: readonly number[],
  connections: number,
  { ahead = false, arrival = () => 0 }: { ahead?: boolean; arrival?: (index: number) => number } = {}
): readonly number[] {
  const clock = new VirtualClock()
  const clean = { rate: link.rate, delay: link.delay }
  const [up, down] = [new Link(clock, clean), new Link(clock, link)]
  const times = new Array<number>(sizes.length).fill(NaN)
  const waiting: number[] = []
  let open = sizes.length
  const lanes = Array.from({ length: connections }, () => new Lane())
  const dispatch = (): void => {
    while (waiting.length > 0) {
      const lane = lanes.toSorted((a, b) => a.asked.length - b.asked.length)[0]!
      if (!ahead && lane.asked.length > 0) return
      const index = waiting.shift()!
      lane.ask(index, sizes[index]!)
      up.kick()
    }
  }
  for (const lane of lanes) {
    up.attach({
      pull: chopped(() => lane.requests.shift()),
      deliver(octets) {
        lane.arriveAtServer(octets.length)
        down.kick()
      }
    })
    down.attach({
      pull: chopped(() => lane.responses.shift()),
      deliver(octets) {
        for (const index of lane.arriveAtClient(octets.length)) {
          times[index] = clock.now - arrival(index)
          open--
        }
        dispatch()
      }
    })
  }
  sizes.forEach((_, index) =>
    clock.at(arrival(index), () => {
      waiting.push(index)
      dispatch()
    })
  )
  clock.run(() => open === 0)
  return times
}

/** One connection: octets waiting in both directions, and the requests under way with what is still to come of each. */
class Lane {
  readonly requests: Uint8Array[] = []
  readonly responses: Uint8Array[] = []
  readonly asked: { readonly index: number; toServer: number; toClient: number }[] = []

  ask(index: number, size: number): void {
    const request = http1Request(index)
    this.requests.push(request)
    this.asked.push({ index, toServer: request.length, toClient: http1Head(size).length + size })
  }

  arriveAtServer(octets: number): void {
    for (let rest = octets; rest > 0;) {
      const one = this.asked.find(({ toServer }) => toServer > 0)!
      const taken = Math.min(rest, one.toServer)
      one.toServer -= taken
      rest -= taken
      if (one.toServer === 0) this.responses.push(new Uint8Array(one.toClient))
    }
  }

  /** The requests whose responses are whole with these octets. */
  arriveAtClient(octets: number): readonly number[] {
    const whole: number[] = []
    for (let rest = octets; rest > 0;) {
      const one = this.asked[0]!
      const taken = Math.min(rest, one.toClient)
      one.toClient -= taken
      rest -= taken
      if (one.toClient === 0) whole.push(this.asked.shift()!.index)
    }
    return whole
  }
}
