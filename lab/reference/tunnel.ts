import type { Asked } from './application.ts'
import { fields } from './reply.ts'

/** The `:protocol` of an extended CONNECT that opens a tunnel (RFC 8441). */
export const TUNNEL_PROTOCOL = 'echo'

/** A tunnel to an echo in this process: octets come back as they are, and an end is answered by an end. No socket is opened. */
export function tunnel({ request, response }: Asked): void {
  response.respond(200, fields(['server', 'zyphos']))
  request.onData((octets) => {
    if (!response.write(octets.slice())) request.pause()
  })
  response.onWritable(() => request.resume())
  request.onEnd(() => response.end())
}
