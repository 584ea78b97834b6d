import { cases, criterion, experiment, milestone, page, shown, test } from '../milestone-data.ts'

export default milestone(23, 'HTTP/2: frames', {
  'm23.scope.01': shown(
    'The nine octets of a frame header give length, type, flags, reserved bit and stream, across any split of the input.',
    test('impl/http2/frame-decoder.test.ts', 'frames come out as they went in, however they are cut'),
    test('impl/http2/frame-decoder.test.ts', 'the reserved bit is left out, or kept where it is asked for'),
    cases('http2/reserved-bit-in-*')
  ),
  'm23.scope.02': shown(
    'Each of the ten frame types of RFC 9113, and PRIORITY_UPDATE, has its meaning; every other type is skipped, wherever it stands.',
    criterion,
    cases('http2/unknown-*'),
    test('impl/http2/extension-frames.test.ts', 'a server announces both, a client hears of them')
  ),
  'm23.scope.03': shown(
    'Frames beyond SETTINGS_MAX_FRAME_SIZE, and frames of fixed length with another, are refused with FRAME_SIZE_ERROR; 16,384 octets are taken.',
    cases('http2/*-beyond-max-frame-size'),
    cases('http2/*-of-common-frame-size'),
    cases('http2/ping-with-*-octets'),
    test('impl/http2/frame-decoder.test.ts', 'a frame that is too long is refused by its header')
  ),
  'm23.scope.04': shown(
    'Stream states are one table of state and frame; each frame in each state is taken or refused as RFC 9113, section 5.1, says.',
    test('impl/http2/stream-states.test.ts', 'stream states'),
    cases('http2/*-on-idle-stream'),
    cases('http2/*-on-half-closed-stream'),
    cases('http2/*-on-ended-stream'),
    cases('http2/*-crossing-rst-stream')
  ),
  'm23.scope.05': shown(
    'The encoder writes the examples of RFC 7541, Appendix C, octet for octet, and what it writes decodes to what went in.',
    test('impl/hpack/appendix-c.test.ts', 'is what the encoder writes when it indexes everything'),
    test('impl/hpack/encoder.test.ts', 'a decoder that knows of every limit gets what went in')
  ),
  'm23.scope.06': shown(
    'The decoder reads those examples, the blocks of three other encoders in five settings where they are at hand, and refuses whatever RFC 7541 calls an error.',
    test('impl/hpack/appendix-c.test.ts', 'decodes to the field lines and the table shown'),
    test('impl/hpack/vectors.test.ts', 'blocks of %s'),
    cases('http2/hpack-*')
  ),
  'm23.scope.07': shown(
    'The dynamic table evicts as section 4.3 counts, follows size updates, and survives requests that are refused or reset.',
    test('impl/hpack/decoder.test.ts', 'the ring keeps order over many insertions and evictions'),
    cases('http2/hpack-*evicted*'),
    cases('http2/hpack-*size-update*'),
    cases('http2/hpack-table-lost-*')
  ),
  'm23.scope.08': shown(
    'Over TLS the server speaks HTTP/2 when ALPN selected "h2", and otherwise not; the client insists on it.',
    test('test/reference-over-tls.test.ts', 'sound over TLS'),
    cases('http2/http2-without-alpn'),
    cases('http2/http2-after-alpn-of-http1'),
    cases('http2/h2c-selected-by-alpn'),
    cases('http2/client/http2-after-alpn-of-http1')
  ),
  'm23.scope.09': shown(
    'A request of HTTP/1.1 that asks for h2c gets 101 and becomes stream 1, its content included; one that asks wrongly is answered otherwise.',
    test('impl/http2/upgradable-connection.test.ts', 'upgrade from HTTP/1.1')
  ),
  'm23.scope.10': shown(
    'Each setting is taken, refused outside of its range, acknowledged in order, and ignored when unknown.',
    cases('http2/settings-*'),
    cases('http2/max-frame-size-*'),
    cases('http2/initial-window-size-*'),
    cases('http2/last-of-repeated-settings-ignored'),
    cases('http2/client/*settings*')
  ),
  'm23.scope.11': shown(
    'The preface is checked octet by octet, may arrive in parts, and must be followed by SETTINGS; a server’s begins with SETTINGS.',
    cases('http2/preface-*'),
    cases('http2/first-frame-not-settings'),
    cases('http2/client/*server-preface*')
  ),
  'm23.scope.12': shown(
    'Every octet of an exchange can be kept: as entries of a run log, and as a capture that other tools decode frame by frame.',
    test('cli/zyphos.test.ts', 'writes captures with --trace-dir'),
    test('lab/capture/capture.test.ts', 'holds the records in place of what they contain'),
    test('lab/log/log.test.ts', 'a trace is the same after it was stored')
  ),
  'm23.explore.01': shown(
    'A page of 1 to 100 resources is loaded with HTTP/1.1 on one and six connections, sent ahead, and with HTTP/2; time and octets stand side by side.',
    criterion,
    experiment('against-http1')
  ),
  'm23.explore.02': shown(
    'What the static table, the Huffman code and the dynamic table each save is told for requests, responses, and fields that never repeat.',
    criterion,
    experiment('compression')
  ),
  'm23.explore.03': shown(
    'A small response asked for behind one of 1 MB comes at least 4 × sooner than on a connection of HTTP/1.1 with requests sent ahead.',
    criterion,
    experiment('against-http1')
  ),
  'm23.explore.04': shown(
    'The share of frame headers and field blocks is plotted for responses of 1 octet to 1 MB, beside HTTP/1.1; at 1 MB it is at most 0.1 %.',
    criterion,
    experiment('frame-overhead')
  ),
  'm23.explore.05': shown(
    'What a dynamic table of 0 to 65,536 octets saves is plotted for one visitor and for a proxy with twenty; the page says where more stops paying.',
    criterion,
    experiment('table-sizes')
  ),
  'm23.explore.06': shown(
    'Prior knowledge, the upgrade of HTTP/1.1, and ALPN in TLS 1.2 and 1.3 are compared by round trips and octets until the first response.',
    criterion,
    experiment('negotiation')
  ),
  'm23.explore.07': shown(
    'A page, an upload, requests in a row and requests given up are compared by their frame types and by the streams that are open.',
    criterion,
    experiment('patterns')
  ),
  'm23.observe.01': shown(
    'Frames a second of the codec, of a whole connection, and of libnghttp2 are measured for four kinds of frame.',
    criterion,
    experiment('frames')
  ),
  'm23.observe.02': shown(
    'Octets before and after compression are followed request by request; the 25th request of a browser takes at most a fifth of the first.',
    criterion,
    experiment('compression')
  ),
  'm23.observe.03': shown(
    'The size of the encoder’s table can be read at any time, never passes its limit, and its maximum is plotted against the limit.',
    criterion,
    experiment('table-sizes')
  ),
  'm23.observe.04': shown(
    'The number of open streams is followed over time from the frames alone, and is plotted while a page loads.',
    criterion,
    experiment('patterns')
  ),
  'm23.observe.05': shown(
    'Frames are counted by type and direction from the octets on the wire, for four loads.',
    criterion,
    experiment('patterns')
  ),
  'm23.observe.06': shown(
    'The time that a frame takes in the codec and in the whole connection is told apart, for four kinds of frame.',
    criterion,
    experiment('frames')
  ),
  'm23.failure.01': shown(
    'A frame of wrong length, stream, state, padding or payload is refused with the error code and scope that its rule names.',
    criterion,
    test('impl/http2/rules.test.ts', '%s refuses as it says')
  ),
  'm23.failure.02': shown(
    'A small block that unfolds to much, a block that never ends, and huge string lengths are cut off in bounded memory.',
    cases('http2/hpack-bomb'),
    cases('http2/bomb-of-short-lines'),
    cases('http2/*continuation-flood'),
    cases('http2/endless-field-block'),
    cases('http2/string-length-near-*'),
    test('impl/hpack/decoder.test.ts', 'holds back what a small block can unfold to')
  ),
  'm23.failure.03': shown(
    'Streams beyond the announced limit are refused, places come back with reset and ended streams, and identifiers never wrap.',
    cases('http2/stream-beyond-concurrency-limit'),
    cases('http2/stream-at-concurrency-limit'),
    cases('http2/place-of-*-stream'),
    cases('http2/greatest-stream-identifier'),
    cases('http2/rapid-reset*')
  ),
  'm23.failure.04': shown(
    'Windows that overflow, are overrun, fall below zero, or are opened by nothing are met as sections 5.2 and 6.9 say, and neither side sends beyond them.',
    cases('http2/*window*'),
    cases('http2/data-sent-beyond-*-window'),
    test(
      'impl/http2/pair.test.ts',
      'any exchanges, with any windows and frame sizes and cut anywhere, arrive whole'
    )
  ),
  'm23.failure.05': shown(
    'Every offence of the suite, one lawful exchange changed in one thing, is answered by our server with the error that RFC 9113 asks for.',
    criterion,
    test('conformance/laws/sound.test.ts', 'conforms to every case')
  ),
  'm23.failure.06': shown(
    'Behind any ending, state of streams and tables is bounded and let go: closed streams are forgotten, and large buffers returned.',
    test('impl/http2/memory.test.ts', 'closed streams are remembered until many others were closed'),
    test('impl/http2/frame-encoder.test.ts', 'a buffer that a heavy load made large is let go'),
    test('impl/http2/scheduler.test.ts', 'removal and addition in any order leave no trace'),
    test('impl/http2/connection.test.ts', 'a lawful busy client is not sent away')
  ),
  'm23.exit.01': shown(
    'A connection handles at least 100,000 frames a second of each of four kinds, on one core of a named machine, and at least 0.2 × what a session of libnghttp2 in C does in the same run.',
    criterion,
    experiment('frames')
  ),
  'm23.exit.02': shown(
    'HPACK takes at least 30 % off the names and values of a browser’s requests and of responses, and never adds more than 1 % to fields that do not repeat.',
    criterion,
    experiment('compression')
  ),
  'm23.exit.03': shown(
    'For each of the ten frame types of RFC 9113 our server conforms to every case about it, and to every case about unknown types.',
    criterion
  ),
  'm23.exit.04': shown(
    'Our server conforms to all cases of the suite that memory can play, none inconclusive, and each rule that it enforces refuses with the code that it names.',
    criterion,
    test('impl/http2/rules.test.ts', '%s refuses as it says'),
    test('conformance/laws/teeth.test.ts', 'every mutant is noticed, or listed with the proof that none can')
  ),
  'm23.exit.05': shown(
    'At least two clients and one server that are not ours exchange 1 MiB down and 300,000 octets up with ours, equal by hash, and no peer that is installed fails.',
    criterion,
    page('docs/findings/http2-servers.md')
  )
})
