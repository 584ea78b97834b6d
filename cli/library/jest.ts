/** `import 'zyphos/jest'`, in a test or as one of jest's setupFilesAfterEnv: `await expect(server).toConformTo('http2')`. */
// Where nothing else of jest is compiled (the build), its declarations must be asked for before they can be added to.
import type {} from 'expect'
import { extend, type Extensible } from './extend.ts'
import type { ConformanceOptions } from './options.ts'

declare module 'expect' {
  // The type parameters are those of jest's own declaration.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  interface Matchers<R extends void | Promise<void>, T = unknown> {
    /** Holds a server to a specification. */
    toConformTo(suite: string, options?: ConformanceOptions): Promise<void>
  }
}

declare global {
  // @types/jest declares its matchers so.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    interface Matchers<R> {
      /** Holds a server to a specification. */
      toConformTo(suite: string, options?: ConformanceOptions): Promise<R>
    }
  }
}

extend((globalThis as { readonly expect?: Extensible }).expect, 'zyphos/jest')
