import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os'

/** The machine that a figure was measured on. */
export interface Machine {
  readonly processor: string
  readonly cores: number
  /** In GiB. */
  readonly memory: number
  readonly system: string
  readonly node: string
  /** Load average of the last minute when measuring began: a busy machine shows in its figures. */
  readonly load: number
}

export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100
  }
}

export const machineText = ({ processor, cores, memory, system, node, load }: Machine): string =>
  `${processor}, ${cores} ${cores === 1 ? 'core' : 'cores'}, ${memory} GiB; ${system}; Node ${node}; load ${load}`
