import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Criterion } from './criterion.ts'
import type { Milestone } from './milestone.ts'

/** Every module in a folder beside this one, by its name without extension. */
async function modules<T>(folder: string): Promise<readonly (readonly [string, T])[]> {
  const path = join(import.meta.dirname, folder)
  const files = readdirSync(path)
    .filter((file) => /\.[tj]s$/.test(file) && !/\.(test|d)\.[tj]s$/.test(file))
    .toSorted()
  const found: (readonly [string, T])[] = []
  // One after the other: jest's loader cannot link modules that share imports at the same time.
  for (const file of files) {
    const { default: one } = (await import(pathToFileURL(join(path, file)).href)) as { default: T }
    found.push([file.replace(/\.[tj]s$/, ''), one])
  }
  return found
}

/** The thirty milestones, in order. */
export const loadMilestones = async (): Promise<readonly Milestone[]> =>
  (await modules<Milestone>('items')).map(([, one]) => one).toSorted((a, b) => a.number - b.number)

/** All criteria by id: whatever lies in `criteria/`. */
export const loadCriteria = async (): Promise<ReadonlyMap<string, Criterion>> =>
  new Map(await modules<Criterion>('criteria'))
