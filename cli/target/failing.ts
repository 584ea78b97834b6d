import { environment } from '../failure.ts'

/** What the promise gives; where the target's environment fails, its sentence with exit status 3. */
export async function failing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw environment(error instanceof Error ? error.message : String(error))
  }
}
