import { connect, createServer, type AddressInfo, type Server } from 'node:net'

/** A frame with its octets: 24 bits of length, type, flags, stream. Written here anew, apart from everything it tests. */
export interface RawFrame {
  readonly type: number
  readonly flags: number
  readonly stream: number
  readonly payload: Buffer
}

export const octetsOf = ({ type, flags, stream, payload }: RawFrame): Buffer => {
  const head = Buffer.alloc(9)
  head.writeUIntBE(payload.length, 0, 3)
  head[3] = type
  head[4] = flags
  head.writeUInt32BE(stream, 5)
  return Buffer.concat([head, payload])
}

/** What a program does to the frames that it reads and to those that it writes. */
export interface Flaw {
  readonly reads?: (frame: RawFrame) => readonly RawFrame[]
  readonly writes?: (frame: RawFrame) => readonly RawFrame[]
}

/** Cuts octets into frames and gives back what the flaw makes of them; the first `skip` octets pass. */
function cutter(skip: number, change: (frame: RawFrame) => readonly RawFrame[]): (chunk: Buffer) => Buffer {
  let rest = Buffer.alloc(0)
  let left = skip
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    const out: Buffer[] = []
    const passed = Math.min(left, rest.length)
    out.push(rest.subarray(0, passed))
    rest = rest.subarray(passed)
    left -= passed
    while (left === 0 && rest.length >= 9 && rest.length >= 9 + rest.readUIntBE(0, 3)) {
      const end = 9 + rest.readUIntBE(0, 3)
      const frame = {
        type: rest[3] ?? 0,
        flags: rest[4] ?? 0,
        stream: rest.readUInt32BE(5),
        payload: rest.subarray(9, end)
      }
      out.push(...change(frame).map(octetsOf))
      rest = rest.subarray(end)
    }
    return Buffer.concat(out)
  }
}

const PREFACE = 24

/** A door before a program on a port: what comes and goes passes the flaw. `near` is the side of the HTTP/2 client. */
export async function doorTo(
  port: number,
  flawed: 'server' | 'client',
  create: () => Flaw
): Promise<{ port: number; server: Server }> {
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const { reads = (frame) => [frame], writes = (frame) => [frame] } = create()
    const far = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    const up = cutter(PREFACE, flawed === 'server' ? reads : writes)
    const down = cutter(0, flawed === 'server' ? writes : reads)
    near.on('data', (chunk: Buffer) => void far.write(up(chunk)))
    far.on('data', (chunk: Buffer) => void near.write(down(chunk)))
    near.on('end', () => far.end())
    far.on('end', () => near.end())
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, server }
}
