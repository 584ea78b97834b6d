// Over 300 lines because it is one table: a row for each requirement that this HTTP/2 enforces or meets.
import { defineRules } from '../rules.ts'
import {
  COMPRESSION_ERROR,
  ENHANCE_YOUR_CALM,
  FLOW_CONTROL_ERROR,
  FRAME_SIZE_ERROR,
  PROTOCOL_ERROR,
  REFUSED_STREAM,
  SETTINGS_TIMEOUT,
  STREAM_CLOSED
} from './errors.ts'
import { connectionGuard, duty, streamFrameGuard, streamGuard } from './rule-shapes.ts'

export const http2Rules = defineRules({
  // 3.4 Connection preface
  clientPreface: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-3.4-4'],
    'a connection that does not start with the 24 octets of the client preface is ended',
    { ignored: 'skips the first 24 octets whatever they are' }
  ),
  clientPrefaceSettings: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-3.4-1', 'rfc9113-3.4-4'],
    'the first frame of a client must be SETTINGS',
    { ignored: 'accepts any first frame', refusesEmpty: 'refuses an empty first SETTINGS frame' },
    'refusesEmpty'
  ),
  serverPrefaceSettings: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-3.4-2', 'rfc9113-3.4-4'],
    'the first frame of a server must be SETTINGS',
    { ignored: 'accepts any first frame', refusesEmpty: 'refuses an empty first SETTINGS frame' },
    'refusesEmpty'
  ),
  prefaceSent: duty(['MUST', 'rfc9113-3.4-2', 'rfc9113-6.5-1'], 'sends SETTINGS as its first frame', {
    omitted: 'sends no SETTINGS frame at all',
    pingFirst: 'sends a PING frame before SETTINGS'
  }),
  clientPrefaceSent: duty(
    ['MUST', 'rfc9113-3.4+1', 'rfc9113-3.4-1', 'rfc9113-3.2-2'],
    'a client starts with the 24 octets',
    {
      omitted: 'a client starts with its SETTINGS frame'
    }
  ),

  // 4.1, 4.2 Frame header and size
  frameTooLarge: connectionGuard(
    FRAME_SIZE_ERROR,
    ['MUST', 'rfc9113-4.2-2', 'rfc9113-4.2-3', 'rfc9113-4.2-1'],
    'a frame longer than the SETTINGS_MAX_FRAME_SIZE advertised ends the connection',
    {
      ignored: 'accepts frames of any length',
      oneMore: 'accepts a frame that is one octet too long',
      refusesFull: 'refuses a frame of exactly the length allowed'
    },
    'refusesFull'
  ),
  unknownFrameIgnored: duty(
    ['MUST', 'rfc9113-4.1-2', 'rfc9113-5.5-2', 'rfc9113-5.5-1'],
    'discards frames of unknown types',
    { refused: 'ends the connection on a frame of unknown type' },
    'refused'
  ),
  unusedFlagsIgnored: duty(
    ['MUST', 'rfc9113-4.1-3'],
    'ignores flags without a meaning for the frame type',
    { refused: 'ends the connection on a flag without a meaning' },
    'refused'
  ),
  unusedFlagsUnset: duty(['MUST', 'rfc9113-4.1-3'], 'leaves unused flags unset', {
    set: 'sets an unused flag in SETTINGS, PING and DATA frames'
  }),
  reservedBitIgnored: duty(
    ['MUST', 'rfc9113-4.1-4'],
    'ignores the reserved bit before the stream identifier',
    {
      refused: 'ends the connection when the reserved bit is set',
      counted: 'takes the bit as part of the identifier'
    },
    'refused'
  ),
  reservedBitUnset: duty(['MUST', 'rfc9113-4.1-4'], 'leaves the reserved bit unset', {
    set: 'sets the reserved bit in SETTINGS, HEADERS and DATA frames'
  }),
  maxFrameSizeRespected: duty(['MUST NOT', 'rfc9113-4.1-1'], 'sends no frame longer than its peer allows', {
    dataExceeds: 'sends DATA frames of twice the length allowed',
    headersExceed: 'sends a field block in one frame, however long it is'
  }),
  frameTooSmall: connectionGuard(
    FRAME_SIZE_ERROR,
    ['MUST', 'rfc9113-4.2-2', 'rfc9113-4.2-3'],
    'a frame too short for the fields it must hold ends the connection',
    { ignored: 'discards the frame' }
  ),

  // 4.3 Field compression
  fieldBlockDecoding: streamFrameGuard(
    COMPRESSION_ERROR,
    ['MUST', 'rfc9113-4.3-3', 'rfc9113-4.3-2'],
    'a field block that does not decode ends the connection',
    { ignored: 'discards the field block' }
  ),
  fieldBlockContiguous: duty(
    ['MUST', 'rfc9113-4.3-1'],
    'sends the frames of a field block one after the other',
    {
      interleaved: 'puts a PING frame between HEADERS and CONTINUATION'
    }
  ),
  headerTableSizeRespected: duty(
    ['MUST', 'rfc9113-4.3.1-1', 'rfc9113-6.5.3-1'],
    'shrinks its compression table when the peer lowers SETTINGS_HEADER_TABLE_SIZE, and says so',
    { ignored: 'goes on with a table of 4,096 octets' }
  ),
  headerTableSizeEnforced: duty(
    ['MUST', 'rfc9113-4.3.1-2'],
    'demands a table size update after its lower SETTINGS_HEADER_TABLE_SIZE was acknowledged',
    { ignored: 'goes on with the former limit' }
  ),

  // 5.1 Stream states
  dataOnIdleStream: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-5.1-1'],
    'DATA on an idle stream ends the connection',
    { ignored: 'discards the frame' }
  ),
  windowUpdateOnIdleStream: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-5.1-1'],
    'WINDOW_UPDATE on an idle stream ends the connection',
    { ignored: 'discards the frame' }
  ),
  resetOnIdleStream: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.4-6', 'rfc9113-5.1-1'],
    'RST_STREAM on an idle stream ends the connection',
    { ignored: 'discards the frame' }
  ),
  peerStreamParity: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-5.1.1-3', 'rfc9113-5.1.1-1', 'rfc9113-5.1-2'],
    'HEADERS that would open a stream of the other endpoint ends the connection',
    { ignored: 'discards the field block' }
  ),
  peerStreamIncreases: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-5.1.1-3', 'rfc9113-5.1.1-2'],
    'a new stream identifier must be greater than all before it',
    { ignored: 'opens the stream' }
  ),
  frameOnReservedLocal: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-5.1-5'],
    'DATA or HEADERS from the client on a promised stream ends the connection',
    { ignored: 'discards the frame' }
  ),
  frameOnReservedRemote: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-5.1-7'],
    'DATA or WINDOW_UPDATE on a promised stream before its response ends the connection',
    { ignored: 'discards the frame' }
  ),
  windowUpdateOnReservedLocal: duty(
    ['MAY', 'rfc9113-5.1-4'],
    'takes WINDOW_UPDATE on a promised stream',
    { refused: 'ends the connection' },
    'refused'
  ),
  priorityInAnyState: duty(
    ['MUST', 'rfc9113-5.1+1', 'rfc9113-5.1-1'],
    'takes PRIORITY in every state, idle too',
    {
      refusedOnIdle: 'ends the connection on PRIORITY for an idle stream',
      refusedOnClosed: 'ends the connection on PRIORITY for a closed stream'
    },
    'refusedOnIdle'
  ),
  dataOnHalfClosedRemote: streamGuard(
    STREAM_CLOSED,
    ['MUST', 'rfc9113-6.1-6', 'rfc9113-5.1-8'],
    'DATA after END_STREAM is refused',
    { ignored: 'takes the content as part of the message' }
  ),
  headersOnHalfClosedRemote: streamGuard(
    STREAM_CLOSED,
    ['MUST', 'rfc9113-5.1-8'],
    'HEADERS after END_STREAM is refused',
    { ignored: 'discards the field block' }
  ),
  windowUpdateOnHalfClosedRemote: duty(
    ['MUST NOT', 'rfc9113-6.9-4'],
    'takes WINDOW_UPDATE after the peer ended the stream',
    { refused: 'resets the stream with STREAM_CLOSED' },
    'refused'
  ),
  dataOnClosedStream: streamGuard(
    STREAM_CLOSED,
    ['MUST', 'rfc9113-6.1-6'],
    'DATA on a stream that both sides ended is refused',
    { ignored: 'discards the frame' }
  ),
  dataAfterReset: streamFrameGuard(
    STREAM_CLOSED,
    ['MUST', 'rfc9113-6.1-6'],
    'DATA on a stream that the peer itself reset ends the connection: RST_STREAM is not answered (5.1, 6.4)',
    { ignored: 'discards the frame' }
  ),
  headersOnClosedStream: streamFrameGuard(
    STREAM_CLOSED,
    ['MAY', 'rfc9113-5.1-10'],
    'HEADERS on a closed stream ends the connection',
    { ignored: 'discards the field block' }
  ),
  closedStreamTolerated: duty(
    ['MUST', 'rfc9113-5.1-11', 'rfc9113-5.4.2-1', 'rfc9113-6.4-2'],
    'processes and discards what still arrives on a stream that it has reset',
    {
      refused: 'ends the connection with STREAM_CLOSED',
      undecoded: 'leaves field blocks undecoded, so that later blocks fail',
      uncounted: 'does not count the content towards the connection window'
    },
    'refused'
  ),
  windowUpdateOnClosedStream: duty(
    ['MUST NOT', 'rfc9113-6.9-4', 'rfc9113-5.1+3'],
    'ignores WINDOW_UPDATE that arrives after the stream was closed',
    { refused: 'ends the connection with STREAM_CLOSED' },
    'refused'
  ),
  concurrencyLimit: streamGuard(
    REFUSED_STREAM,
    ['MUST', 'rfc9113-5.1.2-2'],
    'a stream beyond SETTINGS_MAX_CONCURRENT_STREAMS is refused',
    { ignored: 'serves the stream', refusesLast: 'refuses the last stream allowed' },
    'refusesLast'
  ),
  concurrencyRespected: duty(['MUST NOT', 'rfc9113-5.1.2-1'], 'opens no more streams than the peer allows', {
    exceeded: 'opens streams without a limit'
  }),
  zeroConcurrencyPlain: duty(
    ['SHOULD NOT', 'rfc9113-6.5.2-7'],
    'a SETTINGS_MAX_CONCURRENT_STREAMS of 0 means no stream',
    { unlimited: 'takes 0 as no limit' }
  ),
  streamIdentifiersSent: duty(
    ['MUST', 'rfc9113-5.1.1-1', 'rfc9113-5.1.1-2'],
    'opens streams with its own parity, in increasing order',
    { wrongParity: 'uses the identifiers of the other endpoint', decreasing: 'starts high and counts down' }
  ),

  // 5.2, 6.9 Flow control
  connectionFlowControl: connectionGuard(
    FLOW_CONTROL_ERROR,
    ['MAY', 'rfc9113-6.9-2'],
    'content beyond the connection window ends the connection',
    { ignored: 'takes the content', refusesFull: 'refuses content that fills the window exactly' },
    'refusesFull'
  ),
  streamFlowControl: streamGuard(
    FLOW_CONTROL_ERROR,
    ['MAY', 'rfc9113-6.9-2'],
    'content beyond the window of its stream is refused',
    { ignored: 'takes the content', refusesFull: 'refuses content that fills the window exactly' },
    'refusesFull'
  ),
  flowControlRespected: duty(['MUST', 'rfc9113-5.2.1-2'], 'sends no more than both windows allow', {
    streamIgnored: 'sends beyond the window of a stream',
    connectionIgnored: 'sends beyond the window of the connection'
  }),
  windowReplenished: duty(['MUST', 'rfc9113-5.2.2-1'], 'returns flow-control credit for what it has read', {
    neverConnection: 'never returns credit to the connection',
    neverStream: 'never returns credit to a stream'
  }),
  paddingCounted: duty(['MUST', 'rfc9113-6.1+1', 'rfc9113-6.9-5'], 'counts padding as part of flow control', {
    uncounted: 'returns credit for the data alone, so that padding is lost'
  }),
  refusedContentCounted: duty(
    ['MUST', 'rfc9113-6.9-5'],
    'counts refused content towards the connection window',
    { uncounted: 'returns no credit for content that it refused' }
  ),
  windowUpdateLength: connectionGuard(
    FRAME_SIZE_ERROR,
    ['MUST', 'rfc9113-6.9-6'],
    'a WINDOW_UPDATE frame whose length is not 4 ends the connection',
    { ignored: 'discards the frame' }
  ),
  windowUpdateZero: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.9-3'],
    'an increment of 0 for a stream is refused',
    { ignored: 'discards the frame' }
  ),
  windowUpdateZeroConnection: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.9-3'],
    'an increment of 0 for the connection ends it',
    { ignored: 'discards the frame' }
  ),
  windowOverflow: streamGuard(
    FLOW_CONTROL_ERROR,
    ['MUST', 'rfc9113-6.9.1-4'],
    'an increment that lifts a stream window above 2^31-1 is refused',
    { ignored: 'stops at 2^31-1', refusesMaximum: 'refuses a window of exactly 2^31-1' },
    'refusesMaximum'
  ),
  windowOverflowConnection: connectionGuard(
    FLOW_CONTROL_ERROR,
    ['MUST', 'rfc9113-6.9.1-4'],
    'an increment that lifts the connection window above 2^31-1 ends the connection',
    { ignored: 'stops at 2^31-1', refusesMaximum: 'refuses a window of exactly 2^31-1' },
    'refusesMaximum'
  ),
  initialWindowAdjusts: duty(
    ['MUST', 'rfc9113-6.9.2-1', 'rfc9113-6.9.2+1'],
    'a change of SETTINGS_INITIAL_WINDOW_SIZE moves the windows of all open streams',
    {
      newStreamsOnly: 'leaves open streams as they are',
      connectionToo: 'moves the connection window as well'
    }
  ),
  negativeWindow: duty(['MUST NOT', 'rfc9113-6.9.2-2'], 'keeps account of a window below zero', {
    clamped: 'takes a window below zero as zero'
  }),
  initialWindowOverflow: connectionGuard(
    FLOW_CONTROL_ERROR,
    ['MUST', 'rfc9113-6.9.2-3'],
    'a SETTINGS_INITIAL_WINDOW_SIZE that lifts an open stream above 2^31-1 ends the connection',
    { ignored: 'stops at 2^31-1' }
  ),

  // 5.4 Errors
  goawaySent: duty(['SHOULD', 'rfc9113-5.4.1-1'], 'tells of a connection error by GOAWAY', {
    omitted: 'closes without GOAWAY'
  }),
  goawayLastStream: duty(['MUST NOT', 'rfc9113-8.7-3'], 'GOAWAY names the last stream that was acted on', {
    zero: 'names stream 0 always',
    maximum: 'names 2^31-1 always'
  }),
  connectionClosed: duty(['MUST', 'rfc9113-5.4.1-2'], 'closes the connection after a connection error', {
    staysOpen: 'sends GOAWAY and goes on'
  }),
  resetUnanswered: duty(['MUST NOT', 'rfc9113-5.4.2-4'], 'does not answer RST_STREAM by RST_STREAM', {
    answered: 'answers RST_STREAM by RST_STREAM'
  }),
  resetOnce: duty(['SHOULD NOT', 'rfc9113-5.4.2-2'], 'sends one RST_STREAM for a stream', {
    repeated: 'sends another for each DATA frame that still arrives'
  }),
  silentAfterReset: duty(['MUST NOT', 'rfc9113-6.4-1'], 'sends nothing on a stream that the peer has reset', {
    continues: 'sends the rest of the response'
  }),
  unknownErrorCode: duty(
    ['MUST NOT', 'rfc9113-7-1'],
    'an unknown error code means nothing special',
    { refused: 'ends the connection' },
    'refused'
  ),

  // 6.1 DATA, 6.2 HEADERS
  dataOnStreamZero: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.1-5'],
    'DATA on stream 0 ends the connection',
    { ignored: 'discards the frame' }
  ),
  dataPadding: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.1-7'],
    'padding of DATA as long as the payload or longer ends the connection',
    { ignored: 'takes the frame as empty' }
  ),
  dataPaddingTolerated: duty(
    ['MAY', 'rfc9113-6.1-1'],
    'takes padded DATA',
    { refused: 'ends the connection on padded DATA', included: 'takes padding as content' },
    'refused'
  ),
  emptyDataTolerated: duty(
    ['MAY', 'rfc9113-6.9.1-2'],
    'takes DATA without content that ends a stream',
    { refused: 'resets the stream' },
    'refused'
  ),
  paddingZero: duty(['MUST', 'rfc9113-6.1-2'], 'fills its padding with zeros', {
    nonZero: 'fills its padding with 0xff'
  }),
  headersOnStreamZero: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.2-6'],
    'HEADERS on stream 0 ends the connection',
    { ignored: 'discards the field block' }
  ),
  headersPadding: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.2-7'],
    'padding of HEADERS as long as the payload or longer ends the connection',
    { ignored: 'takes the whole payload as field block' }
  ),
  headersPaddingTolerated: duty(
    ['MUST', 'rfc9113-6.2+3'],
    'takes padded HEADERS',
    {
      refused: 'ends the connection on padded HEADERS',
      included: 'takes padding as part of the field block'
    },
    'refused'
  ),
  headersPriorityTolerated: duty(
    ['MUST', 'rfc9113-6.2+1'],
    'skips the deprecated priority fields of HEADERS',
    { refused: 'ends the connection on them', included: 'takes them as part of the field block' },
    'refused'
  ),
  continuationTolerated: duty(
    ['MUST', 'rfc9113-6.10+1', 'rfc9113-6.2+2'],
    'takes a field block in several frames, empty ones among them',
    {
      refused: 'ends the connection on a CONTINUATION without content',
      endsEarly: 'takes END_STREAM as the end of the block'
    },
    'refused'
  ),
  continuationOtherFrame: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.2-4', 'rfc9113-6.10-2'],
    'a frame of another type within a field block ends the connection',
    { ignored: 'processes the frame and waits for the rest of the block' }
  ),
  continuationOtherStream: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.10-2', 'rfc9113-6.2-4'],
    'CONTINUATION on another stream within a field block ends the connection',
    { ignored: 'takes the fragment as part of the block' }
  ),
  extensionInFieldBlock: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-5.5-3'],
    'a frame of unknown type within a field block ends the connection',
    { ignored: 'discards the frame and waits for the rest of the block' }
  ),

  // 6.3 PRIORITY, 6.4 RST_STREAM
  priorityOnStreamZero: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.3-1'],
    'PRIORITY on stream 0 ends the connection',
    { ignored: 'discards the frame' }
  ),
  priorityLength: streamGuard(
    FRAME_SIZE_ERROR,
    ['MUST', 'rfc9113-6.3-2'],
    'a PRIORITY frame whose length is not 5 is refused',
    { ignored: 'discards the frame' }
  ),
  prioritySelfDependency: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc7540-5.3.1-2'],
    'a stream cannot depend on itself (where the dependency tree is in use)',
    { ignored: 'discards the priority' }
  ),
  resetOnStreamZero: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.4-4'],
    'RST_STREAM on stream 0 ends the connection',
    { ignored: 'discards the frame' }
  ),
  resetLength: streamFrameGuard(
    FRAME_SIZE_ERROR,
    ['MUST', 'rfc9113-6.4-7'],
    'a RST_STREAM frame whose length is not 4 ends the connection',
    { ignored: 'discards the frame' }
  ),

  // 6.5 SETTINGS
  settingsAcknowledged: duty(
    ['MUST', 'rfc9113-6.5.3-4', 'rfc9113-3.4-3'],
    'acknowledges every SETTINGS frame',
    {
      omitted: 'never acknowledges',
      firstOnly: 'acknowledges the first SETTINGS frame only'
    }
  ),
  settingsAckEmpty: duty(['MUST', 'rfc9113-6.5-3'], 'sends its acknowledgment without payload', {
    echoed: 'repeats the settings in the acknowledgment'
  }),
  settingsAckLength: connectionGuard(
    FRAME_SIZE_ERROR,
    ['MUST', 'rfc9113-6.5-4'],
    'an acknowledgment with a payload ends the connection',
    { ignored: 'takes it as an acknowledgment' }
  ),
  settingsOnStream: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.5-6'],
    'SETTINGS on a stream ends the connection',
    { ignored: 'takes the settings' }
  ),
  settingsLength: connectionGuard(
    FRAME_SIZE_ERROR,
    ['MUST', 'rfc9113-6.5-8'],
    'a SETTINGS frame whose length is no multiple of 6 ends the connection',
    { ignored: 'takes the settings that are complete' }
  ),
  enablePushValue: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.5.2-3'],
    'a SETTINGS_ENABLE_PUSH other than 0 or 1 ends the connection',
    { ignored: 'takes any other value as 1' }
  ),
  enablePushFromServer: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.5.2-6'],
    'SETTINGS_ENABLE_PUSH of 1 from a server ends the connection',
    { ignored: 'takes the setting', refusesZero: 'refuses SETTINGS_ENABLE_PUSH of 0 as well' },
    'refusesZero'
  ),
  initialWindowSizeValue: connectionGuard(
    FLOW_CONTROL_ERROR,
    ['MUST', 'rfc9113-6.5.2-9'],
    'a SETTINGS_INITIAL_WINDOW_SIZE above 2^31-1 ends the connection',
    { ignored: 'takes it as 2^31-1', refusesMaximum: 'refuses 2^31-1 as well' },
    'refusesMaximum'
  ),
  maxFrameSizeValue: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.5.2-11'],
    'a SETTINGS_MAX_FRAME_SIZE below 2^14 or above 2^24-1 ends the connection',
    {
      ignored: 'keeps the former value',
      acceptsSmall: 'accepts values below 2^14',
      acceptsLarge: 'accepts values above 2^24-1',
      refusesBounds: 'refuses 2^14 and 2^24-1 as well'
    },
    'refusesBounds'
  ),
  unknownSettingIgnored: duty(
    ['MUST', 'rfc9113-6.5.2-13', 'rfc9113-6.5.3-3'],
    'ignores unknown settings',
    { refused: 'ends the connection on an unknown setting' },
    'refused'
  ),
  settingsInOrder: duty(['MUST', 'rfc9113-6.5.3-2'], 'applies settings in the order in which they appear', {
    firstWins: 'keeps the first value of a setting that appears twice'
  }),
  settingsTimeout: connectionGuard(
    SETTINGS_TIMEOUT,
    ['MAY', 'rfc9113-6.5.3-5'],
    'SETTINGS that stay unacknowledged end the connection',
    { ignored: 'waits for ever' }
  ),
  serverEnablePush: duty(['MUST NOT', 'rfc9113-6.5.2-4'], 'a server does not set SETTINGS_ENABLE_PUSH to 1', {
    sent: 'a server sends SETTINGS_ENABLE_PUSH of 1'
  }),

  // 6.6, 8.4 PUSH_PROMISE
  enablePushRespected: duty(
    ['MUST NOT', 'rfc9113-6.5.2-1', 'rfc9113-6.6-8'],
    'does not promise where the client set SETTINGS_ENABLE_PUSH to 0',
    { ignored: 'promises all the same' }
  ),
  promiseInOpenStream: duty(
    ['MUST NOT', 'rfc9113-6.6-10'],
    'promises on streams that the server has not ended',
    { afterEnd: 'promises on a stream that it has ended' }
  ),
  promiseFromClient: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.4-7'],
    'PUSH_PROMISE from a client ends the connection',
    { ignored: 'discards the field block' }
  ),
  promiseWhenDisabled: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.5.2-2', 'rfc9113-6.6-9'],
    'PUSH_PROMISE after SETTINGS_ENABLE_PUSH of 0 was acknowledged ends the connection',
    { ignored: 'takes the promise' }
  ),
  promiseOnStreamZero: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.6-7'],
    'PUSH_PROMISE on stream 0 ends the connection',
    { ignored: 'takes the promise' }
  ),
  promiseOnOwnStream: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.6-11'],
    'PUSH_PROMISE on a stream that is neither open nor half-closed (local) ends the connection',
    { ignored: 'takes the promise' }
  ),
  promisedIdentifier: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.6-13'],
    'a promised stream must be idle and even-numbered',
    { ignored: 'discards the promise' }
  ),
  promisePadding: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.6-14'],
    'padding of PUSH_PROMISE as long as the payload or longer ends the connection',
    { ignored: 'takes the whole payload as field block' }
  ),
  promiseOnResetStream: duty(
    ['MUST', 'rfc9113-6.6-12'],
    'handles a promise on a stream that it has reset',
    { refused: 'ends the connection', forgotten: 'leaves the promised stream idle' },
    'refused'
  ),
  promisedMethod: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.4-2', 'rfc9113-8.4.1-3'],
    'a promised request must be safe and cacheable',
    { ignored: 'takes the promise', refusesHead: 'refuses a promised HEAD request' },
    'refusesHead'
  ),
  promisedContent: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.4-2'],
    'a promised request must have no content',
    { ignored: 'takes the promise' }
  ),
  promisedAuthority: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.4-6'],
    'a promise must be for an authority of the server',
    { ignored: 'takes the promise' }
  ),

  // 6.7 PING
  pingAnswered: duty(['MUST', 'rfc9113-6.7-2'], 'answers PING with the same payload', {
    omitted: 'does not answer',
    otherPayload: 'answers with a payload of zeros'
  }),
  pingAckFlag: duty(['MUST', 'rfc9113-6.7-4'], 'sets ACK in its answer to PING', {
    unset: 'answers without ACK'
  }),
  pingAckUnanswered: duty(['MUST NOT', 'rfc9113-6.7-5'], 'does not answer a PING acknowledgment', {
    answered: 'answers it'
  }),
  pingFirst: duty(['SHOULD', 'rfc9113-6.7-3'], 'answers PING before it sends more content', {
    last: 'answers once no content is waiting'
  }),
  pingOnStream: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.7-6'],
    'PING on a stream ends the connection',
    { ignored: 'answers it' }
  ),
  pingLength: connectionGuard(
    FRAME_SIZE_ERROR,
    ['MUST', 'rfc9113-6.7-7'],
    'a PING frame whose length is not 8 ends the connection',
    { ignored: 'discards the frame' }
  ),

  // 6.8 GOAWAY
  goawayOnStream: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.8-4'],
    'GOAWAY on a stream ends the connection',
    { ignored: 'takes it' }
  ),
  goawayRespected: duty(['MUST NOT', 'rfc9113-6.8-1'], 'opens no stream after it received GOAWAY', {
    ignored: 'goes on opening streams'
  }),
  goawayNotIncreased: duty(['MUST NOT', 'rfc9113-6.8-6'], 'a later GOAWAY never names a greater stream', {
    increased: 'names 2^31-1 in the second GOAWAY'
  }),
  gracefulShutdown: duty(
    ['SHOULD', 'rfc9113-6.8-7'],
    'announces a shutdown by GOAWAY with 2^31-1 before the final one',
    { abrupt: 'sends the final GOAWAY at once' }
  ),
  goawayBeforeClose: duty(['SHOULD', 'rfc9113-6.8-2', 'rfc9113-9.1-3'], 'sends GOAWAY before it closes', {
    omitted: 'closes without GOAWAY'
  }),
  framesAfterGoaway: duty(
    ['MUST', 'rfc9113-6.8-9'],
    'still processes field blocks and counts content for streams beyond its GOAWAY',
    { undecoded: 'leaves their field blocks undecoded', uncounted: 'does not count their content' }
  ),

  // 6.10 CONTINUATION
  continuationUnexpected: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.10-6'],
    'CONTINUATION without an open field block ends the connection',
    { ignored: 'discards the frame' }
  ),
  continuationOnStreamZero: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-6.10-4'],
    'CONTINUATION on stream 0 ends the connection',
    { ignored: 'discards the frame' }
  ),

  // 8.1 Messages
  malformedReset: duty(['MUST', 'rfc9113-8.1.1-3'], 'resets the stream of a malformed request', {
    answered: 'answers 400 and does not reset the stream'
  }),
  badRequestStatus: duty(
    ['SHOULD', 'rfc9113-8.2.1-9'],
    'sends status 400 before it resets the stream of a request with prohibited octets',
    { omitted: 'resets the stream only' }
  ),
  trailersEndStream: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.1-5'],
    'a second HEADERS frame without END_STREAM makes the message malformed',
    { ignored: 'discards the fields and goes on' }
  ),
  trailersTolerated: duty(
    ['MUST', 'rfc9113-8.1+1'],
    'takes a trailer section',
    { refused: 'resets the stream', dropped: 'does not hand trailers on' },
    'refused'
  ),
  pseudoFieldInTrailers: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.1-4'],
    'a pseudo-header field in trailers makes the message malformed',
    { ignored: 'takes it as a field' }
  ),
  contentLengthMismatch: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.1.1+1', 'rfc9113-8.1.1-3'],
    'a content-length that differs from the content makes the message malformed',
    {
      ignored: 'does not compare',
      acceptsLess: 'accepts less content than announced',
      acceptsMore: 'accepts more content than announced'
    }
  ),
  contentLengthSyntax: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.1.1-3'],
    'a content-length that is not one decimal number makes the message malformed',
    { ignored: 'takes the message as without content-length', lastWins: 'takes the last of several values' }
  ),
  contentLengthWithoutContent: duty(
    ['MAY', 'rfc9113-8.1.1-1'],
    'a content-length may be given where a response has no content by definition',
    { refused: 'takes the response to HEAD as malformed' },
    'refused'
  ),
  dataBeforeResponse: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.1+2', 'rfc9113-8.1.1-3'],
    'DATA before the final response makes the response malformed',
    { ignored: 'discards the content' }
  ),
  informationalEndStream: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.1+3', 'rfc9113-8.1.1-3'],
    'an informational response that ends the stream is malformed',
    { ignored: 'takes it as the final response' }
  ),
  informationalTolerated: duty(
    ['MUST', 'rfc9110-15.2-2'],
    'takes any number of informational responses',
    { refused: 'resets the stream', final: 'takes an informational response as the final one' },
    'refused'
  ),
  switchingProtocols: streamGuard(
    PROTOCOL_ERROR,
    ['MUST NOT', 'rfc9113-8.6+1'],
    'status 101 does not exist in HTTP/2',
    { ignored: 'takes it as informational' }
  ),
  responseKeptAfterReset: duty(
    ['MUST NOT', 'rfc9113-8.1-7'],
    'keeps a complete response when RST_STREAM with NO_ERROR follows',
    { discarded: 'reports the exchange as reset' }
  ),
  responseBeforeRequestEnd: duty(
    ['MAY', 'rfc9113-8.1.1-6'],
    'takes a response before its own request is complete',
    { refused: 'resets the stream' },
    'refused'
  ),

  // 8.2 Fields
  fieldNameUppercase: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.2.1-7', 'rfc9113-8.2-1'],
    'an uppercase letter in a field name makes the message malformed',
    { ignored: 'keeps the name as it is', lowercased: 'converts the name' }
  ),
  fieldNameOctets: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.2.1-7'],
    'an octet of 0x00 to 0x20 or 0x7f to 0xff in a field name makes the message malformed',
    { ignored: 'takes the field', dropped: 'drops the field' }
  ),
  fieldNameColon: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.2.1-7'],
    'a colon within a field name makes the message malformed',
    { ignored: 'takes the field' }
  ),
  fieldNameToken: streamGuard(
    PROTOCOL_ERROR,
    ['SHOULD', 'rfc9113-8.2.1-1'],
    'a field name that is empty or not a token makes the message malformed',
    { ignored: 'takes the field', refusesSymbols: 'refuses the symbols that a token may hold' },
    'refusesSymbols'
  ),
  fieldValueOctets: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.2.1-7'],
    'NUL, LF or CR in a field value makes the message malformed',
    {
      acceptsNul: 'accepts NUL',
      acceptsLf: 'accepts LF',
      acceptsCr: 'accepts CR',
      spaced: 'takes each as a space'
    }
  ),
  fieldValueWhitespace: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.2.1-7'],
    'whitespace at either end of a field value makes the message malformed',
    {
      acceptsLeading: 'accepts it at the start',
      acceptsTrailing: 'accepts it at the end',
      trimmed: 'removes it',
      refusesInner: 'refuses a tab within the value as well'
    },
    'refusesInner'
  ),
  fieldValueControls: streamGuard(
    PROTOCOL_ERROR,
    ['SHOULD', 'rfc9113-8.2.1-1'],
    'any other control octet in a field value makes the message malformed',
    { ignored: 'takes the field', refusesText: 'refuses octets above 0x7f as well' },
    'refusesText'
  ),
  connectionSpecificFields: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.2.2-2'],
    'a connection-specific field makes the message malformed',
    {
      ignored: 'hands them on',
      removed: 'removes them',
      acceptsConnection: 'hands connection on',
      acceptsProxyConnection: 'hands proxy-connection on',
      acceptsKeepAlive: 'hands keep-alive on',
      acceptsTransferEncoding: 'hands transfer-encoding on',
      acceptsUpgrade: 'hands upgrade on'
    }
  ),
  teValue: streamGuard(
    PROTOCOL_ERROR,
    ['MUST NOT', 'rfc9113-8.2.2-3'],
    'te other than "trailers" makes the request malformed',
    { ignored: 'takes the field', refusesTrailers: 'refuses te altogether' },
    'refusesTrailers'
  ),
  cookiesJoined: duty(['MUST', 'rfc9113-8.2.3-2'], 'hands several cookie lines on as one, joined by "; "', {
    separate: 'hands them on as they are',
    comma: 'joins them by ", "'
  }),
  splitCookiesTolerated: duty(
    ['MAY', 'rfc9113-8.2.3-1'],
    'takes a cookie that is split into several lines',
    { refused: 'resets the stream' },
    'refused'
  ),

  // 8.3 Control data
  pseudoFieldUndefined: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.3-4'],
    'an undefined pseudo-header field makes the message malformed',
    { ignored: 'drops it' }
  ),
  pseudoFieldOfOtherSide: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.3-4'],
    'a pseudo-header field of responses in a request, or the reverse, makes the message malformed',
    { ignored: 'drops it' }
  ),
  pseudoFieldOrder: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.3-6', 'rfc9113-8.3-5'],
    'a pseudo-header field after a regular one makes the message malformed',
    { ignored: 'takes it' }
  ),
  pseudoFieldRepeated: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.3-8'],
    'a repeated pseudo-header field makes the message malformed',
    { firstWins: 'keeps the first', lastWins: 'keeps the last' }
  ),
  methodPresent: streamGuard(PROTOCOL_ERROR, ['MUST', 'rfc9113-8.3.1-12'], 'a request needs :method', {
    ignored: 'takes it as GET'
  }),
  schemePresent: streamGuard(PROTOCOL_ERROR, ['MUST', 'rfc9113-8.3.1-12'], 'a request needs :scheme', {
    ignored: 'takes it as the scheme of the connection'
  }),
  pathPresent: streamGuard(PROTOCOL_ERROR, ['MUST', 'rfc9113-8.3.1-12'], 'a request needs :path', {
    ignored: 'takes it as "/"'
  }),
  pathNotEmpty: streamGuard(
    PROTOCOL_ERROR,
    ['MUST NOT', 'rfc9113-8.3.1-10'],
    ':path must not be empty for http and https',
    { ignored: 'takes it as "/"' }
  ),
  methodSyntax: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.3.1-12', 'rfc9113-8.3-4'],
    ':method must be a token',
    { ignored: 'takes any method', refusesUnknown: 'refuses methods that it does not know' },
    'refusesUnknown'
  ),
  schemeSyntax: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.3.1-12', 'rfc9113-8.3-4'],
    ':scheme must be a scheme',
    { ignored: 'takes any scheme', refusesOthers: 'refuses schemes other than http and https' },
    'refusesOthers'
  ),
  pathSyntax: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.3.1-12', 'rfc9113-8.3-4'],
    ':path of http and https starts with "/" and holds no space, control or fragment; "*" is for OPTIONS',
    { ignored: 'takes any path', refusesAsterisk: 'refuses OPTIONS *' },
    'refusesAsterisk'
  ),
  authorityUserinfo: streamGuard(
    PROTOCOL_ERROR,
    ['MUST NOT', 'rfc9113-8.3.1-9', 'rfc9113-8.3.1+1'],
    ':authority of http and https holds no userinfo',
    { ignored: 'takes it', removed: 'removes the userinfo' }
  ),
  authoritySyntax: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.3-4'],
    ':authority must be a host with an optional port',
    { ignored: 'takes any authority', refusesPort: 'refuses a port' },
    'refusesPort'
  ),
  hostDiffers: streamGuard(
    PROTOCOL_ERROR,
    ['SHOULD', 'rfc9113-8.3.1-4'],
    'a host field that names another authority than :authority makes the request malformed',
    {
      ignored: 'takes the request',
      refusesEqual: 'refuses any host field beside :authority',
      refusesCase: 'compares letter case as well'
    },
    'refusesEqual'
  ),
  authorityPreferred: duty(
    ['MUST NOT', 'rfc9113-8.3.1-1'],
    'takes the authority from :authority where both are given',
    { host: 'takes the authority from the host field' }
  ),
  statusPresent: streamGuard(PROTOCOL_ERROR, ['MUST', 'rfc9113-8.3.2-1'], 'a response needs :status', {
    ignored: 'takes it as 200'
  }),
  statusSyntax: streamGuard(PROTOCOL_ERROR, ['SHOULD', 'rfc9113-8.3.2+1'], ':status is three digits', {
    ignored: 'takes it as 200'
  }),

  // 8.5 CONNECT, RFC 8441
  connectPseudoFields: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.5-1'],
    'CONNECT has neither :scheme nor :path',
    { ignored: 'drops them' }
  ),
  connectAuthority: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.5+1', 'rfc9113-8.1.1-3'],
    'CONNECT needs :authority with a port',
    { ignored: 'takes the request' }
  ),
  connectedStreamFrames: streamGuard(
    PROTOCOL_ERROR,
    ['MUST NOT', 'rfc9113-8.5-2'],
    'HEADERS on a connected stream is refused',
    { ignored: 'takes it as trailers' }
  ),
  protocolUnannounced: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc8441-3+1', 'rfc9113-8.3-4'],
    ':protocol is undefined where SETTINGS_ENABLE_CONNECT_PROTOCOL was not sent',
    { ignored: 'takes it as extended CONNECT' }
  ),
  protocolWithoutConnect: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9113-8.3-4'],
    ':protocol belongs to CONNECT alone',
    { ignored: 'drops it' }
  ),
  extendedConnectFields: streamGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc8441-4-2'],
    'extended CONNECT needs :scheme and :path',
    { ignored: 'takes the request' }
  ),
  enableConnectProtocolValue: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc8441-3-1'],
    'a SETTINGS_ENABLE_CONNECT_PROTOCOL other than 0 or 1 ends the connection',
    { ignored: 'takes any other value as 1' }
  ),
  enableConnectProtocolKept: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST NOT', 'rfc8441-3-3'],
    'SETTINGS_ENABLE_CONNECT_PROTOCOL of 0 after 1 ends the connection',
    { ignored: 'takes the setting', refusesRepeat: 'refuses a second 1 as well' },
    'refusesRepeat'
  ),

  // Messages of ours
  fieldNamesLowercase: duty(['MUST', 'rfc9113-8.2-1'], 'sends field names in lowercase', {
    asGiven: 'sends them as the application wrote them'
  }),
  connectionFieldsWithheld: duty(['MUST NOT', 'rfc9113-8.2.2-1'], 'sends no connection-specific fields', {
    sent: 'sends them as the application wrote them'
  }),
  statusSent: duty(['MUST', 'rfc9113-8.3.2-1'], 'sends :status in every response', {
    omitted: 'sends responses without :status'
  }),
  pseudoFieldsFirst: duty(['MUST', 'rfc9113-8.3-5'], 'sends pseudo-header fields before all others', {
    last: 'sends them after all others'
  }),
  trailersPlain: duty(
    ['MUST NOT', 'rfc9113-8.1-3', 'rfc9113-8.3-3'],
    'sends no pseudo-header fields in trailers',
    {
      status: 'sends :status in trailers'
    }
  ),
  authoritySent: duty(['MUST NOT', 'rfc9113-8.3.1-2'], 'conveys the authority in :authority', {
    host: 'conveys it in a host field'
  }),
  hostConsistent: duty(['MUST NOT', 'rfc9113-8.3.1-3'], 'sends no host field that differs from :authority', {
    asGiven: 'sends the host field as the application wrote it'
  }),

  // RFC 9218 Extensible priorities
  noRfc7540PrioritiesValue: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9218-2.1-2'],
    'a SETTINGS_NO_RFC7540_PRIORITIES other than 0 or 1 ends the connection',
    { ignored: 'takes any other value as 1' }
  ),
  dependenciesIgnored: duty(
    ['MUST', 'rfc9218-2.1-6'],
    'ignores the priority signals of RFC 7540 where the client has set SETTINGS_NO_RFC7540_PRIORITIES',
    { used: 'uses them all the same' }
  ),
  noRfc7540PrioritiesKept: connectionGuard(
    PROTOCOL_ERROR,
    ['MAY', 'rfc9218-2.1-5'],
    'a change of SETTINGS_NO_RFC7540_PRIORITIES after the first SETTINGS frame ends the connection',
    { ignored: 'takes the setting' }
  ),
  priorityUpdateOnStream: streamFrameGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9218-7.1-2'],
    'PRIORITY_UPDATE on a stream ends the connection',
    { ignored: 'takes it' }
  ),
  priorityUpdateOfZero: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9218-7.1-9'],
    'PRIORITY_UPDATE for stream 0 ends the connection',
    { ignored: 'discards the frame' }
  ),
  priorityUpdateOfIdlePush: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9218-7.1-8'],
    'PRIORITY_UPDATE for a stream that was not promised ends the connection',
    { ignored: 'discards the frame' }
  ),
  priorityUpdateExcess: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9218-7.1-5'],
    'prioritized idle streams and active streams together stay within SETTINGS_MAX_CONCURRENT_STREAMS',
    { ignored: 'discards the frame', refusesLast: 'refuses the last one allowed' },
    'refusesLast'
  ),
  priorityUpdateFromServer: connectionGuard(
    PROTOCOL_ERROR,
    ['MUST', 'rfc9218-7.1-11'],
    'PRIORITY_UPDATE from a server ends the connection',
    { ignored: 'discards the frame' }
  ),
  priorityUpdateBuffered: duty(
    ['SHOULD', 'rfc9218-7-3'],
    'keeps a PRIORITY_UPDATE for a stream that is not yet open',
    { forgotten: 'discards it' }
  ),
  priorityParametersTolerated: duty(
    ['MUST', 'rfc9218-4-2'],
    'ignores unknown, out-of-range and ill-typed priority parameters',
    { clamped: 'takes an urgency above 7 as 7', refused: 'ends the connection on them' },
    'refused'
  ),
  priorityDefaults: duty(['SHOULD', 'rfc9218-4-1'], 'takes urgency 3 where none is given', {
    lowest: 'takes urgency 7 where none is given'
  }),
  urgencyOrder: duty(['SHOULD', 'rfc9218-10-1'], 'sends urgent responses first', {
    ignored: 'shares between all responses',
    reversed: 'sends the least urgent first'
  }),
  incrementalShared: duty(['SHOULD', 'rfc9218-10-4'], 'shares between incremental responses of one urgency', {
    ignored: 'sends them one after the other'
  }),
  ascendingOrder: duty(
    ['SHOULD', 'rfc9218-10-3'],
    'sends responses of one urgency that are not incremental in the order of the requests',
    { shared: 'shares between them', reversed: 'sends the latest first' }
  ),

  // RFC 7540, section 3.2: upgrade from HTTP/1.1
  upgradeSettingsRequired: duty(
    ['MUST NOT', 'rfc7540-3.2.1-2'],
    'upgrades only where HTTP2-Settings is given once',
    { ignored: 'upgrades with none or several' }
  ),
  upgradeOfH2Ignored: duty(['MUST', 'rfc7540-3.2-3'], 'ignores the token "h2" in Upgrade', {
    accepted: 'upgrades for it as for "h2c"'
  }),
  upgradeAnswered: duty(['MUST', 'rfc7540-3.2-4'], 'answers the request that was upgraded on stream 1', {
    omitted: 'does not answer it'
  }),

  // RFC 7838, section 4: ALTSVC; RFC 8336, section 2: ORIGIN
  altSvcFromClientIgnored: duty(
    ['MUST', 'rfc7838-4+1'],
    'a server ignores ALTSVC',
    { refused: 'ends the connection' },
    'refused'
  ),
  altSvcOriginChecked: duty(
    ['MUST', 'rfc7838-4+2'],
    'ignores ALTSVC on stream 0 without an origin, and on other streams with one',
    { ignored: 'takes it' }
  ),
  originOnStreamIgnored: duty(['MUST', 'rfc8336-2.2+1'], 'ignores ORIGIN on a stream', { taken: 'takes it' }),
  originCleartextIgnored: duty(['MUST', 'rfc8336-2.2+2'], 'ignores ORIGIN on cleartext', {
    taken: 'takes it'
  }),
  originFlagsIgnored: duty(['MUST', 'rfc8336-2.2+3'], 'ignores ORIGIN with one of the four low flags set', {
    taken: 'takes it'
  }),
  misdirectedOriginRemoved: duty(
    ['MUST', 'rfc8336-2.3+1'],
    'removes the origin of a request from the Origin Set when its response has status 421',
    { kept: 'keeps it' }
  ),

  // 10.5 Denial of service, by class of attack
  rapidResetBudget: connectionGuard(
    ENHANCE_YOUR_CALM,
    ['SHOULD', 'rfc9113-10.5-2', 'cve-2023-44487'],
    'a peer that opens and resets streams without end is sent away',
    { ignored: 'sets no limit', hasty: 'sends a peer away on its fifth reset' },
    'hasty'
  ),
  inducedResetBudget: connectionGuard(
    ENHANCE_YOUR_CALM,
    ['SHOULD', 'rfc9113-10.5-2', 'cve-2025-8671', 'cve-2019-9514'],
    'a peer that makes us reset streams without end is sent away',
    { ignored: 'sets no limit', hasty: 'sends a peer away on the fifth stream error' },
    'hasty'
  ),
  continuationBudget: connectionGuard(
    ENHANCE_YOUR_CALM,
    ['SHOULD', 'rfc9113-10.5-2', 'cve-2024-27316'],
    'a field block without end is cut off',
    { ignored: 'sets no limit', hasty: 'refuses a second CONTINUATION' },
    'hasty'
  ),
  settingsBudget: connectionGuard(
    ENHANCE_YOUR_CALM,
    ['SHOULD', 'rfc9113-10.5-2', 'cve-2019-9515', 'cve-2020-11080'],
    'a flood of SETTINGS is cut off',
    { ignored: 'sets no limit', hasty: 'cuts off at the fifth' },
    'hasty'
  ),
  pingBudget: connectionGuard(
    ENHANCE_YOUR_CALM,
    ['SHOULD', 'rfc9113-10.5-2', 'cve-2019-9512'],
    'a flood of PING is cut off',
    { ignored: 'sets no limit', hasty: 'cuts off at the fifth' },
    'hasty'
  ),
  emptyFrameBudget: connectionGuard(
    ENHANCE_YOUR_CALM,
    ['SHOULD', 'rfc9113-10.5-2', 'cve-2019-9518'],
    'a flood of frames without content is cut off',
    { ignored: 'sets no limit', hasty: 'cuts off at the fifth' },
    'hasty'
  ),
  windowUpdateBudget: connectionGuard(
    ENHANCE_YOUR_CALM,
    ['SHOULD', 'rfc9113-10.5-2'],
    'a flood of WINDOW_UPDATE is cut off',
    { ignored: 'sets no limit', hasty: 'cuts off at the fifth' },
    'hasty'
  ),
  priorityBudget: connectionGuard(
    ENHANCE_YOUR_CALM,
    ['SHOULD', 'rfc9113-10.5-2', 'cve-2019-9513', 'cve-2016-6580'],
    'a flood of PRIORITY is cut off',
    { ignored: 'sets no limit', hasty: 'cuts off at the fifth' },
    'hasty'
  ),
  unknownFrameBudget: connectionGuard(
    ENHANCE_YOUR_CALM,
    ['SHOULD', 'rfc9113-10.5-2'],
    'a flood of frames without a meaning here is cut off',
    { ignored: 'sets no limit', hasty: 'cuts off at the fifth' },
    'hasty'
  ),
  fieldSectionBudget: streamGuard(
    ENHANCE_YOUR_CALM,
    ['SHOULD', 'rfc9113-10.5-2', 'cve-2016-6581'],
    'a field section that expands beyond SETTINGS_MAX_HEADER_LIST_SIZE is refused with status 431',
    { ignored: 'sets no limit', refusesFull: 'refuses a field section of exactly the size allowed' },
    'refusesFull'
  ),
  outputBudget: connectionGuard(
    ENHANCE_YOUR_CALM,
    ['SHOULD', 'rfc9113-10.5-2', 'cve-2019-9514', 'cve-2019-9512'],
    'a peer that does not read the answers to its frames is sent away',
    { ignored: 'queues without end' }
  ),
  stallBudget: streamGuard(
    ENHANCE_YOUR_CALM,
    ['SHOULD', 'rfc9113-10.5-2', 'cve-2019-9511', 'cve-2023-43622'],
    'a stream whose peer grants no window for too long is given up',
    { ignored: 'waits for ever' }
  )
})

export type Http2Rules = typeof http2Rules
export type RuleName = keyof Http2Rules
/** The rules that refuse something: the names that an error can carry. */
export type GuardName = { [K in RuleName]: Http2Rules[K]['kind'] extends 'guard' ? K : never }[RuleName]
/** The reading taken of each rule. */
export type Readings = { readonly [K in RuleName]: keyof Http2Rules[K]['readings'] & string }
