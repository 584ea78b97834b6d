import type { Suite } from '../lab/suite.ts'
import { http1Client } from './http1/client-suite.ts'
import { http1Intermediary } from './http1/intermediary-suite.ts'
import { http1Server } from './http1/server-suite.ts'
import { http2Client } from './http2/client-suite.ts'
import { http2Server } from './http2/server-suite.ts'

/** Every suite, found by name and role. */
export const suites: readonly Suite[] = [
  http2Server as unknown as Suite,
  http2Client as unknown as Suite,
  http1Server as unknown as Suite,
  http1Client as unknown as Suite,
  http1Intermediary as unknown as Suite
]
