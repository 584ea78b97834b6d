import { chmod, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { certificate, rsaCertificate } from '../certificates.ts'
import type { Peer } from './peer.ts'
import { render } from './render.ts'
import type { Values } from './render.ts'
import { writeWww } from './www.ts'

/** Renders every file below `source` into `target`; executable files stay executable. */
async function renderTree(source: string, target: string, values: Values): Promise<void> {
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const [from, to] = [join(source, entry.name), join(target, entry.name)]
    if (entry.isDirectory()) {
      await mkdir(to, { recursive: true })
      await chmod(to, 0o755)
      await renderTree(from, to, values)
    } else {
      await writeFile(to, render(await readFile(from, 'utf8'), values))
      await chmod(to, ((await stat(from)).mode & 0o111) === 0 ? 0o644 : 0o755)
    }
  }
}

/**
 * Fills the folder in which a peer runs: its rendered configuration (everything in the `files` folder beside its
 * manifest), the certificates, and the pages. All of it can be read by others, since a server may give up its rights
 * before it reads them, and the key protects nothing.
 */
export async function fillWorkspace(peer: Peer, dir: string, values: Values): Promise<void> {
  await mkdir(dir, { recursive: true })
  await chmod(dir, 0o755)
  const [{ key, cert }, rsa] = await Promise.all([certificate(), rsaCertificate()])
  await writeFile(join(dir, 'key.pem'), key, { mode: 0o644 })
  // To a client it is what it trusts: whichever certificate the laboratory shows.
  const trusted = peer.role === 'client' ? `${cert}\n${rsa.cert}` : cert
  await writeFile(join(dir, 'cert.pem'), trusted, { mode: 0o644 })
  // Beside the other where a server can have both: the mandatory cipher suite of HTTP/2 needs it (RFC 9113, section 9.2.2).
  await writeFile(join(dir, 'rsa-key.pem'), rsa.key, { mode: 0o644 })
  await writeFile(join(dir, 'rsa-cert.pem'), rsa.cert, { mode: 0o644 })
  await writeFile(join(dir, 'both.pem'), `${cert}\n${key}`, { mode: 0o644 })
  await writeWww(join(dir, 'www'))
  const files = join(peer.folder, 'files')
  const exists = await stat(files).catch(() => undefined)
  if (exists !== undefined) await renderTree(files, dir, values)
}
