import { createHttp2Server } from '../../impl/http2/server.ts'
import { certificate } from '../../lab/certificates.ts'
import { createApplication } from '../../lab/reference/application.ts'
import { serverTarget } from '../../lab/server-target.ts'
import { TOOL } from '../../lab/version.ts'
import type { OpenTarget } from './open-target.ts'
import type { CrosscheckOptions } from './options.ts'

/**
 * Our reference server in this process, in cleartext unless TLS is asked for. With `priorities`, it heeds the priority
 * signals of RFC 7540, which RFC 9113 took out and h2spec still asks about.
 */
export async function openReference({
  tls = false,
  priorities
}: Pick<CrosscheckOptions, 'tls' | 'priorities'>): Promise<OpenTarget> {
  const server = createHttp2Server(
    { ...(tls ? { tls: await certificate() } : {}), ...(priorities === undefined ? {} : { priorities }) },
    createApplication({ after })
  )
  const { port } = await server.listen()
  const url = new URL(`${tls ? 'https' : 'http'}://127.0.0.1:${port}/`)
  const version = TOOL.split(' ')[1]
  const target = serverTarget(
    url,
    { path: '/', large: '/large', upload: '/upload', unread: '/unread' },
    { name: 'reference', ...(version === undefined ? {} : { version }) }
  )
  return { target, url, stop: () => server.close() }
}

function after(milliseconds: number, act: () => void): () => void {
  const timer = setTimeout(act, milliseconds)
  return () => clearTimeout(timer)
}
