import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A server under load: how to start it on a port, and the program that must be there. */
export interface BenchPeer {
  readonly name: string
  readonly program: string
  command(port: number, folder: string): readonly string[]
}

export const BODY = 'Hello, world!\n'

const NGINX = (port: number, folder: string) => `
daemon off; master_process off; worker_processes 1; error_log /dev/null; pid ${folder}/nginx.pid;
events { worker_connections 1024; }
http {
  access_log off; keepalive_requests 100000000; http2_max_concurrent_streams 128;
  client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder};
  uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
  server { listen 127.0.0.1:${port} http2; location / { default_type text/plain; return 200 "Hello, world!\\n"; } }
}`

const tsx = ['--import', 'tsx']
const serve = new URL('./serve.ts', import.meta.url).pathname

export const benchPeers: readonly BenchPeer[] = [
  {
    name: 'ours',
    program: process.execPath,
    command: (port) => [process.execPath, ...tsx, serve, 'ours', String(port)]
  },
  {
    name: 'node:http2',
    program: process.execPath,
    command: (port) => [process.execPath, ...tsx, serve, 'node', String(port)]
  },
  {
    name: 'nghttpd',
    program: 'nghttpd',
    command: (port, folder) => {
      writeFileSync(join(folder, 'index.html'), BODY)
      return ['nghttpd', '--no-tls', '-d', folder, '-a', '127.0.0.1', String(port)]
    }
  },
  {
    name: 'nginx',
    program: 'nginx',
    command: (port, folder) => {
      writeFileSync(join(folder, 'nginx.conf'), NGINX(port, folder))
      return ['nginx', '-p', folder, '-c', join(folder, 'nginx.conf')]
    }
  }
]

/** Whether a program is on the path. */
export function isInstalled(program: string): boolean {
  return spawnSync('which', [program], { stdio: 'ignore' }).status === 0 || program === process.execPath
}

/** Starts a peer on core 0 and waits until it listens. */
export async function start(peer: BenchPeer, port: number): Promise<ChildProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'h2-bench-'))
  const [program, ...rest] = peer.command(port, folder)
  const child = spawn('taskset', ['-c', '0', program!, ...rest], { stdio: 'ignore' })
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await listens(port)) return child
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  child.kill()
  throw new Error(`${peer.name} does not listen on port ${port}`)
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

/** The middle of the values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? NaN
}
