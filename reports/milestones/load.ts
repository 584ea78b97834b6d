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
  return Promise.all(
    files.map(async (file) => {
      const { default: found } = (await import(pathToFileURL(join(path, file)).href)) as { default: T }
      return [file.replace(/\.[tj]s$/, ''), found] as const
    })
  )
}

/** The thirty milestones, in order. */
export const loadMilestones = async (): Promise<readonly Milestone[]> =>
  (await modules<Milestone>('items')).map(([, one]) => one).toSorted((a, b) => a.number - b.number)

/** All criteria by id: whatever lies in `criteria/`. */
export const loadCriteria = async (): Promise<ReadonlyMap<string, Criterion>> =>
  new Map(await modules<Criterion>('criteria'))
