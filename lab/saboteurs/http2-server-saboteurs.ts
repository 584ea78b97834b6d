import { misreading } from './misreading.ts'
import { refusing } from './refusing.ts'
import { reporting } from './reporting.ts'
import type { Saboteur } from './saboteur.ts'
import { saying } from './saying.ts'

/** Saboteurs of HTTP/2 servers. */
export const http2ServerSaboteurs: readonly Saboteur[] = [...refusing, ...misreading, ...saying, ...reporting]
