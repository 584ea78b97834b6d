import type { Role } from '../../lab/case.ts'

/** Cases and invariants that no real program met, and what an audit against the specification found. */
export interface Unmet {
  readonly role: Role
  readonly ids: readonly string[]
  readonly why: string
}

export const unmet: readonly Unmet[] = [
  {
    role: 'server',
    ids: ['http2/continuation-sent-on-stream-zero', 'http2/continuation-sent-outside-field-block'],
    why: 'No server here sends CONTINUATION at all. RFC 9113, section 6.10, has both as connection errors; the invariants ask for no more.'
  },
  {
    role: 'server',
    ids: ['http2/no-size-update-for-small-table', 'http2/smaller-size-update-for-small-table'],
    why: 'Needs a server that announces less than 4,096 octets of table, which none here does. RFC 7541, section 4.2: a change of the limit is acknowledged by a size update at the start of the next block.'
  },
  {
    role: 'server',
    ids: ['http2/data-before-smaller-window-was-known'],
    why: 'Needs a server that announces less than 65,535 octets of window. RFC 9113, section 6.9.3, has a receiver that lowers its window be ready for what was sent before.'
  },
  {
    role: 'server',
    ids: [
      'http2/data-on-promised-stream',
      'http2/empty-data-on-promised-stream',
      'http2/headers-on-promised-stream',
      'http2/priority-on-promised-stream',
      'http2/window-update-on-promised-stream'
    ],
    why: 'Of the servers here only nghttpd with --push promises, and it ends its pushed response before the probe can come. RFC 9113, section 5.1, "reserved (local)": RST_STREAM, PRIORITY and WINDOW_UPDATE may come, all else is PROTOCOL_ERROR.'
  },
  {
    role: 'server',
    ids: ['http2/interim-response-with-end-stream'],
    why: 'No page here draws an interim response. RFC 9113, section 8.1: a HEADERS frame with an informational status and END_STREAM is malformed.'
  },
  {
    role: 'server',
    ids: [
      'http2/early-priority-update-not-kept',
      'http2/first-of-early-priority-updates-kept',
      'http2/omitted-urgency-keeps-its-value',
      'http2/priority-update-below-priority-field',
      'http2/priority-update-not-applied',
      'http2/priority-update-about-idle-push',
      'http2/priority-update-on-request-stream',
      'http2/priority-updates-beyond-concurrency-limit'
    ],
    why: 'Of those that announce SETTINGS_NO_RFC7540_PRIORITIES, lighttpd knows PRIORITY_UPDATE (it minds one about stream 0), lets one about an idle push and ones beyond the limit pass, and had no order to be seen; nghttpx passes over the frame whatever it says, and was accused before the need "priority-update" was there. RFC 9218, sections 7 and 7.1; what follows for the order is a SHOULD.'
  },
  {
    role: 'server',
    ids: ['http2/shutdown-without-notice'],
    why: 'Only Node has a path that ends a connection gracefully, and it sends its last GOAWAY at once. RFC 9113, section 6.8, has a server SHOULD announce 2^31-1 first.'
  },
  {
    role: 'client',
    ids: ['http2/client/closed-without-goaway'],
    why: 'All of them close the connection without GOAWAY. RFC 9113, section 5.4.1 and 6.8: SHOULD. An endpoint that is done has "always" a GOAWAY to send; that nobody does is what the level says.'
  },
  {
    role: 'client',
    ids: [
      'http2/client/continuation-sent-on-stream-zero',
      'http2/client/continuation-sent-outside-field-block'
    ],
    why: 'No client here sends CONTINUATION: its requests are small. RFC 9113, section 6.10.'
  },
  {
    role: 'client',
    ids: [
      'http2/client/data-before-small-window-is-known',
      'http2/client/no-size-update-for-small-table',
      'http2/client/smaller-size-update-for-small-table'
    ],
    why: 'Needs a client that announces a smaller window than the initial one, which none here does, or a table of less than 4,096 octets. RFC 9113, section 6.9.3; RFC 7541, section 4.2.'
  },
  {
    role: 'client',
    ids: [
      'http2/client/enable-connect-protocol-sent-out-of-range',
      'http2/client/enable-connect-protocol-withdrawn',
      'http2/client/frame-sent-on-tunnel',
      'http2/client/headers-on-tunnel',
      'http2/client/websocket-opened-otherwise',
      'http2/client/websocket-opened-with-other-scheme',
      'http2/client/websocket-opened-with-upgrade'
    ],
    why: 'Only node-client opens a WebSocket here: it takes trailers on the tunnel, and of the invariants the whole run is not yet kept. RFC 8441, sections 3 to 5, and RFC 9113, section 8.5; that they can fail is shown by clients of ours.'
  },
  {
    role: 'client',
    ids: [
      'http2/client/document-requested-with-other-urgency',
      'http2/client/more-streams-prioritised-than-allowed',
      'http2/client/no-rfc7540-priorities-changed',
      'http2/client/no-rfc7540-priorities-of-2',
      'http2/client/no-rfc7540-priorities-sent-late',
      'http2/client/no-rfc7540-priorities-sent-out-of-range',
      'http2/client/old-priority-signals',
      'http2/client/one-priority-scheme-before-settings',
      'http2/client/priority-update-from-server',
      'http2/client/priority-update-sent-for-ended-push',
      'http2/client/priority-update-sent-for-ended-response',
      'http2/client/priority-update-sent-for-idle-push',
      'http2/client/priority-update-sent-on-a-stream',
      'http2/client/priority-update-to-server-without'
    ],
    why: 'No client here shows the setting or the frame of RFC 9218: Chromium has its Priority field only. To a client that does not know the frame the sentences of section 7.1 do not apply.'
  },
  {
    role: 'client',
    ids: [
      'http2/client/promise-with-content',
      'http2/client/promise-with-foreign-authority',
      'http2/client/promise-with-many-fields',
      'http2/client/promise-with-unsafe-method',
      'http2/client/pushed-responses-beyond-limit',
      'http2/client/request-sent-for-promised-response',
      'http2/client/uncacheable-push-used-again'
    ],
    why: 'Only nghttp and node-client allow push, and both leave what a promise may be to the application. RFC 9113, section 8.4: a client that receives such a promise MUST reset the promised stream; the library is where the client ends, so it is held to it.'
  },
  {
    role: 'client',
    ids: [
      'http2/client/padding-of-data-not-zero',
      'http2/client/padding-of-headers-not-zero',
      'http2/client/pseudo-header-field-sent-in-trailers',
      'http2/client/te-sent-other-than-trailers',
      'http2/client/options-sent-without-path'
    ],
    why: 'No client here pads, or sends trailers, TE or OPTIONS, as it is driven. RFC 9113, sections 6.1, 6.2, 8.1, 8.2.2 and 8.3.1: prohibitions that are plain.'
  }
]

/**
 * Sections in which there are cases that no real program broke: what the cases ask, as it was compared with the text. Too
 * strict they cannot be, since programs of other authors meet them; that they are not too lax is shown by a mutant for each.
 */
export const unbroken: Readonly<Record<string, string>> = {
  'cve crash':
    'Lengths near the ends of integers, cuts within a block: the process lives and serves. No more is asked.',
  'cve flood':
    'A bounded flood is ended, slowed or borne; what is judged is the second connection. 10.5 asks for limits, not for a way.',
  'cve leak': 'After many streams that came to nothing, others are still served.',
  'rfc7541 2.1': 'Field lines keep their order.',
  'rfc7541 2.3.1': 'Indices and names of the static table of Appendix A, first and last ones included.',
  'rfc7541 2.3.2': 'The newest entry has the lowest index; duplicates are allowed.',
  'rfc7541 2.3.3': 'Index 0 and those beyond both tables are errors; the last one in use is not.',
  'rfc7541 3.2': 'Each representation acts on the table before the next is read.',
  'rfc7541 4.1': 'An entry counts name, value and 32 octets.',
  'rfc7541 4.2':
    'Size updates up to the limit are taken, first in a block; a limit that is lowered is acknowledged by one.',
  'rfc7541 4.3': 'A smaller table evicts from the end.',
  'rfc7541 4.4':
    'An entry beyond the table empties it and is no error; its name may be that of an entry that it evicts.',
  'rfc7541 5.1':
    'Integers fill their prefix and go on in octets of seven bits; leading zeros are lawful, overflow is not.',
  'rfc7541 5.2':
    'Huffman codes with up to seven bits of padding, all ones; EOS and longer padding are errors.',
  'rfc7541 6.1': 'An indexed field line names an entry of either table.',
  'rfc7541 6.2.1': 'A literal with incremental indexing enters the table.',
  'rfc7541 6.2.2': 'Literals that are not to be indexed leave the table alone.',
  'rfc7541 6.3': 'A size update above the announced limit is an error, one at it is not.',
  'rfc8441 3': 'The setting is 0 or 1, and not taken back.',
  'rfc8441 4': 'Extended CONNECT has :scheme, :path and :authority.',
  'rfc8441 5': 'WebSockets carry neither Connection, Upgrade nor a key; END_STREAM is their TCP FIN.',
  'rfc9113 10.5': 'Resets, empty frames and odd requests in number do not end service to others.',
  'rfc9113 10.5.1': 'A field section beyond the limit may be refused; the connection state is kept.',
  'rfc9113 3.2': 'TLS with ALPN "h2" begins HTTP/2, with server_name and no renegotiation.',
  'rfc9113 3.3': 'Prior knowledge begins with the preface in cleartext.',
  'rfc9113 3.4':
    'The 24 octets, then SETTINGS, possibly empty; anything else ends the connection, GOAWAY or not.',
  'rfc9113 4.1': 'The reserved bit and flags that a frame does not define are ignored, and sent as 0.',
  'rfc9113 4.2': '16,384 octets are always taken; a frame too small for its fields is FRAME_SIZE_ERROR.',
  'rfc9113 4.3': 'A block is contiguous, and decoded whatever becomes of its stream.',
  'rfc9113 4.3.1': 'A limit on the table that we lower is followed before the next block.',
  'rfc9113 5.1':
    'The frames that each state allows are taken, and those that may still be on their way after RST_STREAM.',
  'rfc9113 5.1.1': 'A side numbers its streams with its own parity, upwards.',
  'rfc9113 5.1.2': 'Up to the limit streams are served; ended and reset ones give their place back.',
  'rfc9113 5.2.1': 'Windows of the stream and of the connection bind DATA and nothing else.',
  'rfc9113 5.2.2': 'WINDOW_UPDATE is not delayed behind content.',
  'rfc9113 5.4': 'After an error the other streams, or nothing, go on; no error is answered by another.',
  'rfc9113 5.4.1': 'GOAWAY tells the error, then the connection ends.',
  'rfc9113 5.4.2': 'RST_STREAM ends a stream and draws no RST_STREAM.',
  'rfc9113 5.5': 'What is unknown is discarded.',
  'rfc9113 6.1':
    'DATA is on a stream; padding counts against windows, and more padding than payload is PROTOCOL_ERROR.',
  'rfc9113 6.10': 'CONTINUATION follows its block at once, on its stream, and nowhere else.',
  'rfc9113 6.2': 'HEADERS is on a stream, with padding and priority fields as its flags say.',
  'rfc9113 6.3': 'PRIORITY is taken in any state, idle included, and has five octets.',
  'rfc9113 6.4': 'RST_STREAM is on a stream that is not idle, and has four octets.',
  'rfc9113 6.5': 'SETTINGS is on stream 0, six octets each; an acknowledgement has none.',
  'rfc9113 6.5.2':
    'Values at the ends of their ranges are taken, those beyond are errors; unknown ones are ignored.',
  'rfc9113 6.5.3': 'Each SETTINGS is acknowledged, once.',
  'rfc9113 6.6': 'Promises are on streams of the client, when it allows them.',
  'rfc9113 6.7': 'PING has eight octets on stream 0 and is answered with the same, acknowledgements are not.',
  'rfc9113 6.8':
    'GOAWAY is on stream 0, with eight octets at least; later ones do not raise the last stream.',
  'rfc9113 6.9': 'WINDOW_UPDATE has four octets and an increment above 0, and may come on closed streams.',
  'rfc9113 6.9.1': 'A window holds up to 2^31-1; an empty frame needs none.',
  'rfc9113 6.9.2':
    'SETTINGS_INITIAL_WINDOW_SIZE moves the windows of streams, below 0 if need be, and not that of the connection.',
  'rfc9113 6.9.3': 'DATA sent before a smaller window is known is not refused.',
  'rfc9113 7': 'Unknown error codes draw no special behaviour.',
  'rfc9113 8.1':
    'One header section, content, perhaps a trailer section without pseudo-header fields; interim responses before.',
  'rfc9113 8.1.1': 'Content-Length equals content, padding aside; responses without content may keep it.',
  'rfc9113 8.2': 'Names are sent in lower case.',
  'rfc9113 8.2.1':
    'What the grammar of RFC 9110 allows in names and values is taken; what is prohibited is not sent.',
  'rfc9113 8.2.2': 'TE with "trailers" is taken; connection-specific fields are not sent.',
  'rfc9113 8.2.3': 'Cookie comes in any number of lines, joined by "; ".',
  'rfc9113 8.3': 'Pseudo-header fields come first, once, and are those of their kind of message.',
  'rfc9113 8.3.1': 'No order among them, queries, unknown methods, OPTIONS *.',
  'rfc9113 8.3.2': 'Every response has :status.',
  'rfc9113 8.4':
    'Promised requests are safe, cacheable, without content, for an authority of the connection.',
  'rfc9113 8.4.1': 'Promises come before what refers to them, on a stream that is not ended.',
  'rfc9113 8.4.2': 'A promised response is not requested again.',
  'rfc9113 8.5': 'A tunnel carries DATA only.',
  'rfc9113 8.6': '101 is not used.',
  'rfc9113 8.7': 'Streams above the last one of GOAWAY were not processed.',
  'rfc9113 9.1': 'One connection is enough.',
  'rfc9113 9.1.1': 'A request for another authority is served, or gets 421.',
  'rfc9113 9.2': 'TLS 1.2 at least, with server_name.',
  'rfc9113 9.2.1': 'No compression, no renegotiation after the preface, ephemeral keys of 2,048 or 224 bits.',
  'rfc9113 9.2.2': 'The mandatory suite is supported, one outside Appendix A chosen.',
  'rfc9218 10': 'Incremental responses of one urgency take turns.',
  'rfc9218 10.1': 'A tunnel is not starved.',
  'rfc9218 2.1': 'The setting is 0 or 1, sent first, not changed; old signals are passed over.',
  'rfc9218 2.1.1': 'The Priority field may come to anybody.',
  'rfc9218 4': 'Unknown parameters, ranges and types are ignored.',
  'rfc9218 4.1': 'The document itself has the default urgency.',
  'rfc9218 5': 'A Priority field that does not parse is ignored.',
  'rfc9218 7': 'PRIORITY_UPDATE may come before its request, and replaces all parameters.',
  'rfc9218 7.1': 'PRIORITY_UPDATE is on stream 0, from clients, about streams that can still matter.'
}
