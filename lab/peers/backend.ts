import { join } from 'node:path'
import { startCommand } from './command.ts'
import type { RunningCommand } from './command.ts'

/** Starts the small HTTP/1.1 origin that intermediaries forward to, as a process of its own. */
export function startBackend(folder: string): Promise<RunningCommand> {
  return startCommand([process.execPath, join(folder, 'backend.mjs'), '127.0.0.1', '{port}'])
}
