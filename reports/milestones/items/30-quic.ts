import { milestone } from '../milestone-data.ts'

export default milestone(30, 'QUIC and 0-RTT', {
  'm30.scope.01':
    'Long and short headers, packet numbers and protection are read and written; the examples of RFC 9001, Appendix A, come out octet for octet.',
  'm30.scope.02':
    'An unknown version is answered with a list, a list is answered with another version, and neither can be forced upon a client.',
  'm30.scope.03': 'A handshake completes with two other implementations, in both roles.',
  'm30.scope.04':
    'A request in early data is answered in the first flight, where the server takes it, and repeated where not.',
  'm30.scope.05': 'Streams of all four kinds carry data independently, within limits of streams and octets.',
  'm30.scope.06': 'Connection identifiers are issued, used, retired and never linkable on a new path.',
  'm30.scope.07': 'A client that changes its address goes on with the same connection.',
  'm30.scope.08': 'NewReno of RFC 9002 and one other congestion control are exchangeable parts.',
  'm30.scope.09':
    'Loss is found by packet and time threshold and by probe, as RFC 9002 says, under a simulated clock.',
  'm30.scope.10': 'A new path carries little until its challenge was answered.',
  'm30.scope.11':
    'The test cases of the interop runner that need no container pass against at least two implementations.',
  'm30.scope.12': 'A page explains packets, keys, streams, loss and paths, each with a capture of ours.',
  'm30.explore.01':
    'Time to the first octet of an answer is compared for 0-RTT, 1-RTT, and TLS on TCP, over links of 10 to 200 ms.',
  'm30.explore.02': 'A transfer whose client moves is plotted over time, beside TCP that begins anew.',
  'm30.explore.03':
    'A page of 1 to 100 resources is loaded by both over links with loss and delay; the curve tells where each wins.',
  'm30.explore.04': 'Octets and CPU time for each MiB are compared with TLS on TCP.',
  'm30.explore.05': 'Recovery from one loss, a burst and the last packet is plotted, beside TCP.',
  'm30.explore.06': 'CPU time for each packet is broken down into protection, frames, loss and system call.',
  'm30.explore.07':
    'For each advantage that is claimed a page has the experiment that shows it, or shows that it does not hold.',
  'm30.observe.01': 'A histogram shows the time of handshakes, full and resumed.',
  'm30.observe.02': 'Early data sent, taken and refused is counted.',
  'm30.observe.03': 'The time from a change of address to the next octet is a histogram.',
  'm30.observe.04': 'Open streams are counted by kind, beside their limits.',
  'm30.observe.05': 'Octets that are not data are reported by kind of frame.',
  'm30.observe.06': 'Octets a second are plotted against loss and delay.',
  'm30.failure.01':
    'Early data that is replayed is not acted upon twice where it would matter, and the page says how that is known.',
  'm30.failure.02':
    'A path that fails its challenge leads back to the old one, or to an end, never to a standstill.',
  'm30.failure.03': 'A negotiation of versions that was forged is noticed, and the fallback to TCP works.',
  'm30.failure.04':
    'Before an address is validated at most 3 × what was received is sent, over all handshakes and losses.',
  'm30.failure.05': 'A packet with any bit changed is dropped without effect, except on counters.',
  'm30.failure.06': 'After 10,000 connections that end in seven ways, keys, timers and identifiers are gone.',
  'm30.exit.01':
    'A request and its answer of 1 MiB pass between ours and two other implementations, both ways.',
  'm30.exit.02':
    'Early data is answered one round trip sooner than without, within 10 %, and is off unless asked for.',
  'm30.exit.03': 'A transfer of 16 MiB survives five changes of address with the right hash.',
  'm30.exit.04':
    'Throughput on a named machine is told beside that of another implementation in the same run, with the limit that was met.',
  'm30.exit.05': 'The page on advantages has a curve for each, with loss and delay of the link beside it.'
})
