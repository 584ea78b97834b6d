import { readFileSync } from 'node:fs'
import { createConnection, type Socket } from 'node:net'
import { start } from '../http2/peers.ts'
import { benchPeers } from './peers.ts'

// Persistent connections held by one process, and what each costs it: all are opened and asked once, the server's resident
// memory is read, and all are asked once more. Ours beside node:http.
const CONNECTIONS = Number(process.env['CONNECTIONS'] ?? 10_000)
const AT_ONCE = 250
const FIRST_PORT = 20_760
const REQUEST = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'

const perConnection = new Map<string, number>()
for (const [index, peer] of benchPeers
  .filter(({ name }) => name === 'ours' || name === 'node:http')
  .entries()) {
  const port = FIRST_PORT + index
  const child = await start(peer, port)
  const sockets: Socket[] = []
  try {
    const before = residentOctets(child.pid as number)
    while (sockets.length < CONNECTIONS) {
      const fresh = Math.min(AT_ONCE, CONNECTIONS - sockets.length)
      const opened = await Promise.all(Array.from({ length: fresh }, () => open(port)))
      sockets.push(...opened)
      await Promise.all(opened.map(ask))
    }
    const octets = (residentOctets(child.pid as number) - before) / CONNECTIONS
    perConnection.set(peer.name, octets)
    let again = 0
    for (let from = 0; from < sockets.length; from += AT_ONCE)
      again += (await Promise.all(sockets.slice(from, from + AT_ONCE).map(ask))).filter(Boolean).length
    console.log(
      `${peer.name.padEnd(10)} ${CONNECTIONS.toLocaleString('en')} connections, ${again.toLocaleString('en')} answered again, ${(octets / 1024).toFixed(1)} KiB of resident memory each`
    )
  } finally {
    for (const socket of sockets) socket.destroy()
    child.kill()
  }
}
const ratio = (perConnection.get('ours') ?? NaN) / (perConnection.get('node:http') ?? NaN)
console.log(`ours takes ${ratio.toFixed(2)} x the memory of node:http for a connection`)

function residentOctets(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kibibytes) * 1024
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => resolve(socket))
    socket.once('error', reject)
  })
}

/** Whether a request is answered on the connection. */
function ask(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    const over = (answered: boolean) => {
      socket.off('data', take).off('close', lose)
      resolve(answered)
    }
    let text = ''
    const take = (octets: Buffer) => {
      text += octets.toString('latin1')
      if (text.endsWith('Hello, world!\n')) over(true)
    }
    const lose = () => over(false)
    socket.on('data', take).on('close', lose)
    socket.write(REQUEST)
  })
}
