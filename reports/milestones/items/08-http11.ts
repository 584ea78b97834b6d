import { milestone, page, partly, bench } from '../milestone-data.ts'

export default milestone(8, 'HTTP/1.1 and connection pools', {
  'm08.scope.01':
    'Connection is read as a list of options whatever their case, over several field lines; close wins.',
  'm08.scope.02':
    'timeout and max of Keep-Alive are read; what does not parse is ignored and never prolongs anything.',
  'm08.scope.03':
    'Time-outs for the header section, the body, the answer and idleness are separate options, each shown to fire.',
  'm08.scope.04':
    'A connection stays open after an HTTP/1.1 exchange unless one side says close, and closes after HTTP/1.0 unless asked.',
  'm08.scope.05': 'Requests sent without waiting are all answered, in the order in which they came.',
  'm08.scope.06':
    'Answers that are ready early wait for their turn, in bounded memory; reading stops when the bound is met.',
  'm08.scope.07':
    'Transfer-Encoding is a list of codings; chunked anywhere but last, or with Content-Length, is refused.',
  'm08.scope.08':
    'Chunked bodies are decoded across any split, with extensions skipped, trailers given, and sizes bounded.',
  'm08.scope.09':
    'A body of unknown length is sent chunked to HTTP/1.1, and until the end of the connection to HTTP/1.0.',
  'm08.scope.10': 'A client keeps idle connections for each origin and takes the one used last.',
  'm08.scope.11':
    'Idle connections are dropped when too old, too many, or closed by the server; a request never finds a dropped one.',
  'm08.scope.12': 'For each connection requests, octets, age and reason of closing can be read.',
  'm08.explore.01':
    'Requests a second with and without reuse are compared on loopback and over a link of 50 ms, in cleartext and over TLS.',
  'm08.explore.02': 'Throughput is plotted against 1 to 64 requests sent ahead.',
  'm08.explore.03':
    'The same body with Content-Length and chunked at 1 octet to 64 KiB is compared by octets sent and CPU time.',
  'm08.explore.04':
    'Memory of an idle connection is the slope over 0 to 10,000 of them, in kernel and in process.',
  'm08.explore.05':
    'Reuse rate and idle connections are plotted against the idle time-out for a recorded pattern of arrivals.',
  'm08.explore.06': 'Sending ahead is compared with waiting, over links of 1 to 200 ms.',
  'm08.explore.07': partly(
    'A slow answer in front of quick ones is shown to delay them all on one connection, and none on another.',
    'shown on a model of HTTP/1.1 on a simulated link, not on an implementation',
    bench('http2/head-of-line'),
    page('docs/experiments/head-of-line.md')
  ),
  'm08.observe.01': 'A histogram shows how many requests each connection has carried.',
  'm08.observe.02': 'The share of requests on a reused connection is reported by origin.',
  'm08.observe.03': 'How many requests wait behind one another is sampled, with its maximum.',
  'm08.observe.04': 'The ages at which connections end are a histogram, by who ended them.',
  'm08.observe.05': 'Closings are counted by reason, from a closed list, and add up to the connections.',
  'm08.observe.06': 'The octets that chunk headers add are counted, as a share of the body.',
  'm08.failure.01':
    'When an answer cannot be told from the next one the connection is closed, and the other requests fail with a reason.',
  'm08.failure.02':
    'A chunked body that ends early, at any octet, is reported as incomplete and never as whole.',
  'm08.failure.03':
    'After 10,000 exchanges that fail in eight ways the pool holds no dead connection and no open descriptor too many.',
  'm08.failure.04': 'Pipelined requests cut at every octet are answered as when they come whole.',
  'm08.failure.05':
    'At the limit of connections further ones wait or get 503, as was chosen, and are served when one is free.',
  'm08.failure.06':
    'Each of the 43 families of smuggling techniques is refused, or read in the one way that the RFC has.',
  'm08.exit.01':
    '10,000 idle connections are held while requests on 100 of them are answered within 2 × the time without the others.',
  'm08.exit.02':
    'Any mix of 1,000 pipelined requests, cut anywhere, gives the answers of the same requests one at a time.',
  'm08.exit.03': 'Under the recorded pattern at least 90 % of requests use a connection that was there.',
  'm08.exit.04':
    'A page names the idle time-out for three patterns of arrivals, with the curve that decided.',
  'm08.exit.05':
    'Each sentence of RFC 9112 (which replaced RFC 2616) that binds a server or a client has a case that ours meets, or a reason.'
})
