import { milestone } from '../milestone-data.ts'

export default milestone(28, 'Reliability on UDP', {
  'm28.scope.01': 'Each packet has a number that is never reused, and comparing works when numbers wrap.',
  'm28.scope.02': 'Receipt is acknowledged in ranges, at most a stated delay later.',
  'm28.scope.03':
    'A packet without acknowledgment is sent again after a time that doubles, by an explicit clock.',
  'm28.scope.04': 'Sent, acknowledged, lost and sent again are states of a table, each transition tested.',
  'm28.scope.05': 'A sender never has more under way than its receiver granted.',
  'm28.scope.06': 'A packet that comes twice is handed on once, in bounded memory.',
  'm28.scope.07': 'Gaps are told selectively, and only what is missing is sent again.',
  'm28.scope.08':
    'Round trip and its variation are estimated as RFC 6298 says, never from a repeated packet.',
  'm28.scope.09':
    'NewReno and one other congestion control are exchangeable parts, each a pure function of events.',
  'm28.scope.10':
    'Packets out of order are put in order, and loss is declared only behind a stated distance or time.',
  'm28.scope.11': 'A message larger than a packet is cut and put together, and its memory is bounded.',
  'm28.scope.12': 'Delivered, lost, repeated and late packets are counted and add up.',
  'm28.explore.01': 'Go-back-n, selective repeat, and repeat by time only are compared over 0 to 20 % loss.',
  'm28.explore.02': 'Octets that are not data are compared with TCP for messages of 16 octets to 1 MiB.',
  'm28.explore.03': 'Throughput and delay are compared with TCP over links with loss, delay and both.',
  'm28.explore.04': 'Throughput is plotted against window and delay, beside what bandwidth × delay predicts.',
  'm28.explore.05': 'Two flows on one bottleneck are plotted over time, with Jain’s index at the end.',
  'm28.explore.06': 'CPU time for each packet is broken down by part.',
  'm28.explore.07': 'Loss in bursts, at random and by a full queue are compared by recovery time.',
  'm28.observe.01': 'Repeats are counted, with those that were needless.',
  'm28.observe.02': 'The estimated round trip is plotted against the true one of the simulated link.',
  'm28.observe.03': 'Both windows are plotted over time.',
  'm28.observe.04': 'Duplicates received are counted by cause.',
  'm28.observe.05': 'Octets delivered a second are plotted over time.',
  'm28.observe.06': 'CPU time and octets beyond the data are reported as a share.',
  'm28.failure.01': 'With 40 % loss each message arrives whole, or its deadline is reported.',
  'm28.failure.02':
    'With packets up to 100 places late all arrives in order, and fewer than 1 % are sent in vain.',
  'm28.failure.03': 'A receiver that does not read stops its sender, and nothing is lost when it reads on.',
  'm28.failure.04': 'On a bottleneck shared with TCP neither gets less than a quarter.',
  'm28.failure.05': 'A packet with any bit changed is dropped and counted, never handed on.',
  'm28.failure.06':
    'A peer that vanished is reported within its stated time, and a late packet does no harm.',
  'm28.exit.01':
    'Over a million packets with loss, doubling, reordering and corruption, what arrives has the hash of what was sent, from any seed.',
  'm28.exit.02': 'At 10 % loss throughput is at least half of that without, on the simulated link.',
  'm28.exit.03': 'After a bottleneck halves, the rate follows within ten round trips, and the queue drains.',
  'm28.exit.04':
    'On a clean link of 100 Mbit/s at least 0.9 × the throughput of TCP in the same run, on a named machine.',
  'm28.exit.05':
    'A page with format, states and timers lets someone else write a peer that interoperates; a second decoder made from it agrees.'
})
