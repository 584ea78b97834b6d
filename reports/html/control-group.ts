import { existsSync, readFileSync } from 'node:fs'
import type { ControlGroup } from './data.ts'

/** Where the recorded scores stand; written by record-control-group.ts. */
export const CONTROL_GROUP = new URL('control-group.json', import.meta.url)

/** The scores of the rogues as they were recorded: playing them takes longer than a report may. */
export function controlGroup(): ControlGroup {
  if (!existsSync(CONTROL_GROUP)) return { suite: 'http2', role: 'server', cases: 0, rogues: [] }
  return JSON.parse(readFileSync(CONTROL_GROUP, 'utf8')) as ControlGroup
}
