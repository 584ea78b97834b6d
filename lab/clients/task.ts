import type { Task } from '../script.ts'

/** Requests of the task `several`. */
export const SEVERAL = 3
/** Octets of the content of the task `upload`: more than two initial flow-control windows. */
export const UPLOAD_OCTETS = 150_000

/** The URLs of a task, on one origin. */
export function urlsFor(task: Task, origin: string): string[] {
  switch (task) {
    case 'request':
      return [`${origin}/page`]
    case 'several':
      return Array.from({ length: SEVERAL }, (_, index) => `${origin}/page/${index + 1}`)
    case 'upload':
      return [`${origin}/upload`]
    case 'websocket':
      return [`${origin}/socket`]
  }
}

/** The content of the task `upload`. */
export const uploadContent = (): Uint8Array => new Uint8Array(UPLOAD_OCTETS).fill(0x75)
