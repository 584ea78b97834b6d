import type { Frame } from '../../lab/http2/message.ts'

/** A whole request for a body beyond 65,535 octets; for cases that need 'large'. */
export const getLarge = (stream: number): Frame => ({
  frame: 'HEADERS',
  stream,
  block: [
    [':method', 'GET'],
    [':scheme', '{scheme}'],
    [':authority', '{authority}'],
    [':path', '{large}']
  ],
  endStream: true
})
