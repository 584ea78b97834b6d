import { UnreadableLog } from '../../reports/runs/unreadable-log.ts'
import { usage } from '../failure.ts'

/** Does what reads run logs; one that cannot be read at all is the user's mistake. Throws a Failure then. */
export async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof UnreadableLog ? usage(error.message) : error
  }
}
