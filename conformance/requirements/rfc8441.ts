import { defineRequirements } from './define-requirements.ts'
import { CASE, client, given, INVARIANT, server, TOLERANCE, both } from './testability.ts'

/** RFC 8441, bootstrapping WebSockets with HTTP/2 (extended CONNECT). */
// prettier-ignore
export const rfc8441 = defineRequirements('rfc8441', [
  ['3-1', 'MUST', both(INVARIANT),
    'SETTINGS_ENABLE_CONNECT_PROTOCOL is sent as 0 or 1 only.'],
  ['3-2', 'MAY', server(given('extended CONNECT', TOLERANCE)),
    'Once the server has set it to 1, clients may use extended CONNECT, and the server takes it.'],
  ['3-3', 'MUST NOT', both(INVARIANT),
    'After 1 was sent, SETTINGS_ENABLE_CONNECT_PROTOCOL never goes back to 0.'],
  ['3+1', 'MUST', { client: INVARIANT, server: CASE },
    'Without that setting there is no ":protocol": a client does not send it, a server finds such a request malformed.',
    { binds: 'Section 3 makes the setting the opt-in for an incompatible change; rfc9113-8.3-4 refuses undefined pseudo-header fields.' }],
  ['3+2', 'MUST', server(CASE),
    'A server that receives SETTINGS_ENABLE_CONNECT_PROTOCOL goes on as if it had not.',
    { binds: 'Section 3 says that receipt by a server has no impact.' }],
  ['4-1', 'MAY', server(given('extended CONNECT', TOLERANCE)),
    'CONNECT may carry ":protocol", one value, which names the protocol of the tunnel.'],
  ['4-2', 'MUST', { client: given('extended CONNECT', INVARIANT), server: given('extended CONNECT', CASE) },
    'CONNECT with ":protocol" also has ":scheme" and ":path"; without them it is malformed.',
    { conflict: 'rfc9113-8.5-1 has both omitted in CONNECT: ":protocol" reverses that, for this request only.' }],
  ['4-3', 'MUST NOT', server(given('extended CONNECT', CASE)),
    'CONNECT with ":protocol" opens no TCP tunnel to the host in ":authority", which is an ordinary authority here.'],
  ['5-1', 'MUST', { client: given('extended CONNECT', INVARIANT), server: given('extended CONNECT', CASE) },
    'A WebSocket is opened by CONNECT with a ":protocol" of "websocket".'],
  ['5-2', 'MUST', client(given('extended CONNECT', INVARIANT)),
    'The ":scheme" is "https" for a wss URI and "http" for a ws URI.'],
  ['5-3', 'MUST NOT', { client: given('extended CONNECT', INVARIANT), server: given('extended CONNECT', CASE) },
    'The Connection and Upgrade fields of the HTTP/1.1 handshake do not occur; with them the request is malformed.'],
  ['5+1', 'MUST', both(given('extended CONNECT', CASE)),
    'Neither side asks for, or looks at, Sec-WebSocket-Key and Sec-WebSocket-Accept.',
    { binds: 'Section 5 says that they are not processed, being superseded by ":protocol".' }],
  ['5+2', 'MUST', both(given('extended CONNECT', CASE)),
    'END_STREAM stands for an orderly end of the TCP connection of RFC 6455, RST_STREAM with CANCEL for a reset.',
    { binds: 'Section 5 defines these equivalents, on which the closing rules of RFC 6455 rest.' }]
])
