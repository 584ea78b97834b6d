import type { Subject } from '../exchange/memory-client.ts'
import { sabotaged, type Saboteur } from './saboteur.ts'

/** The client with a saboteur before it. Its task fails when the saboteur ends the connection under it. */
export function sabotagedClient(saboteur: Saboteur, { core, outcome }: Subject): Subject {
  const between = sabotaged(saboteur, () => core, 'client')
  return {
    core: between,
    outcome: () => (between.broken ? 'SIGSEGV' : (outcome() ?? (between.finished ? 1 : undefined)))
  }
}
