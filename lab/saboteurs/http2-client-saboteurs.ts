import { clientRefusing } from './client-refusing.ts'
import { clientSaying } from './client-saying.ts'
import { clientStraying } from './client-straying.ts'
import { http2ServerSaboteurs } from './http2-server-saboteurs.ts'
import type { Saboteur } from './saboteur.ts'

/** Saboteurs that spoil either role: what they look for both sides say. */
const ALIKE: ReadonlySet<string> = new Set([
  'refuses RST_STREAM on ended stream',
  'refuses PRIORITY on open stream',
  'refuses padding of DATA other than zeros',
  'refuses padding of HEADERS other than zeros',
  'refuses empty DATA',
  'refuses SETTINGS_HEADER_TABLE_SIZE of 0',
  'refuses large SETTINGS_HEADER_TABLE_SIZE',
  'refuses SETTINGS_MAX_CONCURRENT_STREAMS of 0',
  'refuses SETTINGS_INITIAL_WINDOW_SIZE of 0',
  'refuses debug data',
  'refuses reserved bit of last stream',
  'refuses second GOAWAY',
  'refuses reserved bit of increment',
  'refuses second CONTINUATION',
  'refuses delimiters in value',
  'refuses SP inside value',
  'settings left out set back',
  'CONTINUATION of stream 0 taken',
  'reports a connection error twice',
  'reports an error twice',
  'announces SETTINGS_MAX_FRAME_SIZE of 16,383',
  'announces SETTINGS_ENABLE_CONNECT_PROTOCOL of 2',
  'announces SETTINGS_NO_RFC7540_PRIORITIES of 2',
  'takes SETTINGS_ENABLE_CONNECT_PROTOCOL back',
  'changes SETTINGS_NO_RFC7540_PRIORITIES',
  'acknowledges SETTINGS twice',
  'sends DATA on stream 0',
  'sends HEADERS on stream 0',
  'sends RST_STREAM on stream 0',
  'sends CONTINUATION on stream 0',
  'sends CONTINUATION outside a field block',
  'sends SETTINGS on a stream',
  'sends PING on a stream',
  'sends GOAWAY on a stream',
  'pads DATA with other than zeros',
  'pads HEADERS with other than zeros',
  'sends PING of 7 octets',
  'puts PING into a field block',
  'sends DATA after END_STREAM',
  'sends DATA after its own RST_STREAM',
  'resets an idle stream',
  'raises the last stream of GOAWAY',
  'reports two kinds of errors',
  'grants a window of 0 octets',
  'grants a window above 2^31-1',
  'sends a field name in upper case',
  'sends a field name with SP',
  'sends a field name with a colon',
  'sends a field value with LF',
  'sends a field value that ends with SP',
  'sends a connection-specific field',
  'sends DATA on a stream that was reset'
])

/** Saboteurs of HTTP/2 clients. */
export const http2ClientSaboteurs: readonly Saboteur[] = [
  ...http2ServerSaboteurs.filter(({ name }) => ALIKE.has(name)),
  ...clientRefusing,
  ...clientStraying,
  ...clientSaying
]
