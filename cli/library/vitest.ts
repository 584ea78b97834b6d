/** `import 'zyphos/vitest'`, in a test or as one of vitest's setupFiles: `await expect(server).toConformTo('http2')`. */
import { expect } from 'vitest'
import { extend } from './extend.ts'
import type { ConformanceOptions } from './options.ts'

declare module 'vitest' {
  // The type parameter is that of vitest's own declaration.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  interface Matchers<T = unknown> {
    /** Holds a server to a specification. */
    toConformTo(suite: string, options?: ConformanceOptions): Promise<void>
  }
}

extend(expect, 'zyphos/vitest')
