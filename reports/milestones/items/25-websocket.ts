import { cases, milestone, partly, test } from '../milestone-data.ts'

export default milestone(25, 'WebSocket', {
  'm25.scope.01': partly(
    'A WebSocket is opened by the upgrade of HTTP/1.1 and by extended CONNECT of HTTP/2.',
    'extended CONNECT stands; the upgrade of HTTP/1.1 is missing',
    cases('http2/extended-connect*'),
    test('impl/http2/pair.test.ts', 'extended CONNECT carries octets both ways')
  ),
  'm25.scope.02':
    'Version, key, protocol and extensions of the opening handshake are checked, each wrong one refused with its status.',
  'm25.scope.03':
    'The accept value for the key of RFC 6455, section 1.3, is the one that stands there, and is right for random keys.',
  'm25.scope.04':
    'Frames with lengths of 7, 16 and 64 bits are read across any split, and wasteful lengths refused.',
  'm25.scope.05':
    'Client frames are masked with a fresh random key, server frames are not, and either fault is refused.',
  'm25.scope.06': 'Control frames of at most 125 octets are handled between the fragments of a message.',
  'm25.scope.07': 'Each ping is answered by a pong with its octets, and an unasked pong is taken in silence.',
  'm25.scope.08':
    'Closing is a close frame from each side with a lawful code, then the end of TCP, by the server first.',
  'm25.scope.09': 'A message in fragments comes out as one, and continuation out of place is refused.',
  'm25.scope.10': 'Extensions are negotiated by name and parameters, and what was not agreed on is refused.',
  'm25.scope.11': 'permessage-deflate works with all four parameters, with and without context takeover.',
  'm25.scope.12': 'Open connections, messages, octets and closing codes are counted.',
  'm25.explore.01': 'Round trips and octets until the first message are compared with a plain request.',
  'm25.explore.02':
    'The time of a message each way is compared with a request for each, over links of 0 to 100 ms.',
  'm25.explore.03':
    'Octets and delay for 1,000 events are compared with polling at four intervals and with long polling.',
  'm25.explore.04':
    'Octets, CPU time and memory are compared with compression off, on, and without context takeover.',
  'm25.explore.05': 'Throughput is plotted against the size of fragments of one message of 16 MiB.',
  'm25.explore.06':
    'Memory of an idle connection is the slope over 0 to 10,000 of them, with and without compression.',
  'm25.explore.07': 'Chat, ticker, upload and idle are compared by frames, octets and CPU time.',
  'm25.observe.01': 'Messages a second are reported in both directions.',
  'm25.observe.02': 'Octets of frame headers and masks are reported as a share.',
  'm25.observe.03': 'The ages at which connections end are a histogram, by closing code.',
  'm25.observe.04': 'Pings, pongs and closes are counted, with the time between ping and pong.',
  'm25.observe.05': 'Octets before and after compression are reported by connection.',
  'm25.observe.06': 'Time for a message is broken down into masking, UTF-8, compression and the rest.',
  'm25.failure.01': 'Octets of a frame inside of a payload never come out as a frame, whatever the split.',
  'm25.failure.02':
    'An unmasked frame from a client, and a masked one from a server, fail the connection with 1002.',
  'm25.failure.03':
    'A connection that is gone without close is noticed by an unanswered ping in time, and reported as 1006.',
  'm25.failure.04':
    'A message beyond its limit, in one frame or in a million, fails with 1009 and bounded memory; so does a compression bomb.',
  'm25.failure.05': 'Every code that must not be sent is refused, and both sides closing at once ends well.',
  'm25.failure.06':
    'Parameters that are unknown, repeated or out of range make the extension be declined or the handshake fail, as RFC 7692 says.',
  'm25.exit.01': '10,000 connections are open at once and each gets a message to and fro while all are.',
  'm25.exit.02':
    'At least 100,000 small messages a second on one core of a named machine, and at least 1 × `ws` in the same run.',
  'm25.exit.03':
    'All cases of Autobahn that apply pass in both roles, and those that we read otherwise are named.',
  'm25.exit.04':
    'Every sentence of RFC 6455, sections 5 and 10, that binds an endpoint has a case that ours meets.',
  'm25.exit.05':
    'permessage-deflate interoperates with two browsers and with `ws`, for each set of parameters.'
})
