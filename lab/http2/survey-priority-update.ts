import type { Trace } from '../trace.ts'
import type { Frame } from './message.ts'
import { barrier, opening, send, type Step } from './steps.ts'
import { View } from './view.ts'

/** What no server that knows PRIORITY_UPDATE passes over: too few octets, and stream 0 as the one that it is about. */
const WRONG: readonly Frame[] = [
  { frame: 'PRIORITY_UPDATE', prioritized: 1, value: '', cut: 3 },
  { frame: 'PRIORITY_UPDATE', prioritized: 0, value: 'u=1' }
]

/**
 * Why the target is not known to know the frame PRIORITY_UPDATE; undefined when it minds what is wrong in one. To announce
 * SETTINGS_NO_RFC7540_PRIORITIES says only which signals are not used, and frames of an unknown type are passed over lawfully.
 */
export async function passesOverPriorityUpdate(
  play: (steps: readonly Step[]) => Promise<Trace>
): Promise<string | undefined> {
  for (const frame of WRONG) {
    const trace = await play([...opening(), send(frame), ...barrier()])
    if (new View(trace, 0, 'server').barrier === undefined) return undefined
  }
  return 'it passes over PRIORITY_UPDATE, however wrong: it may not know the frame'
}
