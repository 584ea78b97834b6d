import type { Http1Saboteur } from './http1-saboteur.ts'

/** Saboteurs of HTTP/1 servers. */
export const http1ServerSaboteurs: readonly Http1Saboteur[] = []
