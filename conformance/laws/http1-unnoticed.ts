import { type Unnoticed } from './unnoticed.ts'

/** Readings that an HTTP/1 server may take, or whose difference nobody outside can see. */
export const unnoticedOnHttp1Servers: readonly Unnoticed[] = []

/** Cases that no mutant in memory violates, and where it is shown that they can fail. */
export const toothlessHttp1Servers: Readonly<Record<string, string>> = {}
