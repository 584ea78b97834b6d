import { Duplex } from 'node:stream'
import type { Socket } from 'node:net'
import type { Actor } from '../trace.ts'

/** A socket whose octets are seen on their way: for keeping TLS records as they crossed the wire. */
export function tapped(socket: Socket, see: (by: Actor, octets: Uint8Array) => void): Duplex {
  const duplex = new Duplex({
    allowHalfOpen: true,
    read: () => socket.resume(),
    write: (chunk: Buffer, _encoding, done) => {
      see('lab', chunk)
      socket.write(chunk, done)
    },
    final: (done) => socket.end(done),
    destroy: (error, done) => {
      socket.destroy()
      done(error)
    }
  })
  socket.on('data', (octets) => {
    see('target', octets)
    if (!duplex.push(octets)) socket.pause()
  })
  socket.on('end', () => duplex.push(null))
  socket.on('error', (error) => duplex.destroy(error))
  socket.on('close', () => duplex.destroy())
  return duplex
}
