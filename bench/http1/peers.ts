import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchPeer } from '../http2/peers.ts'

const NGINX = (port: number, folder: string) => `
daemon off; master_process off; worker_processes 1; error_log /dev/null; pid ${folder}/nginx.pid;
events { worker_connections 1024; }
http {
  access_log off; keepalive_requests 100000000;
  client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder};
  uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
  server { listen 127.0.0.1:${port}; location / { default_type text/plain; return 200 "Hello, world!\\n"; } }
}`

const serve = new URL('./serve.ts', import.meta.url).pathname
const ofNode = (name: string, which: string): BenchPeer => ({
  name,
  program: process.execPath,
  command: (port) => [process.execPath, '--import', 'tsx', serve, which, String(port)]
})

/** Servers with one small answer. */
export const benchPeers: readonly BenchPeer[] = [
  ofNode('ours', 'ours'),
  ofNode('node:http', 'node'),
  ofNode('bare loop', 'bare'),
  {
    name: 'nginx',
    program: 'nginx',
    command: (port, folder) => {
      writeFileSync(join(folder, 'nginx.conf'), NGINX(port, folder))
      return ['nginx', '-p', folder, '-c', join(folder, 'nginx.conf')]
    }
  }
]
