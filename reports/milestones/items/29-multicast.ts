import { milestone } from '../milestone-data.ts'

export default milestone(29, 'Multicast and broadcast', {
  'm29.scope.01':
    'Groups of IPv4 and IPv6 are joined and left on a named interface, as /proc/net/igmp shows.',
  'm29.scope.02': 'A datagram to a group is sent once and reaches each member in its own network namespace.',
  'm29.scope.03':
    'Reports and queries of membership are shown in a capture for joining, leaving and expiring.',
  'm29.scope.04': 'The number of hops is an option, and a datagram does not pass further than that.',
  'm29.scope.05': 'Whether the sender hears itself is an option, shown both ways.',
  'm29.scope.06': 'A member of one source only gets nothing of another.',
  'm29.scope.07': 'Directed and limited broadcast reach all of a network and none beyond it.',
  'm29.scope.08': 'A sender keeps to its packets a second within 5 %.',
  'm29.scope.09': 'Receivers make themselves known, and a list of them with last sign of life is kept.',
  'm29.scope.10': 'An interface that goes down and up again has its groups back within a second.',
  'm29.scope.11': 'Sending to 1 to 1,000 receivers is tried in one run, with the limit that was met.',
  'm29.scope.12':
    'A page says what multicast does not do (reliability, order, congestion), with a capture for each.',
  'm29.explore.01': 'CPU time of sender and kernel is plotted against the number of groups and members.',
  'm29.explore.02': 'Octets sent are compared with one copy for each receiver.',
  'm29.explore.03': 'The share of receivers that have all of 1,000 packets is plotted against loss.',
  'm29.explore.04': 'A storm of broadcasts is made and its rate plotted until the brake catches it.',
  'm29.explore.05': 'Octets a second on each link of a small topology are measured.',
  'm29.explore.06': 'Ticker, discovery and file transfer are compared by loss, delay and octets.',
  'm29.explore.07':
    'Negative and positive acknowledgment and forward correction are compared at 1 to 20 % loss.',
  'm29.observe.01': 'Packets a second are reported by group.',
  'm29.observe.02': 'Members are counted over time, and agree with the kernel’s.',
  'm29.observe.03': 'Loss by receiver is reported from sequence numbers.',
  'm29.observe.04': 'Packets received twice are counted, by interface.',
  'm29.observe.05': 'Octets a second are reported by group and link.',
  'm29.observe.06': 'Octets delivered for each octet sent are reported.',
  'm29.failure.01': 'A storm is noticed within a second and braked to its limit.',
  'm29.failure.02':
    'A network that is cut in two goes on in both halves, and comes together without repeats.',
  'm29.failure.03': 'What a filter keeps out never reaches the application, with filters set in any order.',
  'm29.failure.04': 'A receiver that is too slow loses packets, counts them, and disturbs no other.',
  'm29.failure.05': 'A loop in the topology ends by hop count, and copies are dropped.',
  'm29.failure.06': 'After the end no group is joined and no socket is open.',
  'm29.exit.01':
    'One datagram reaches each of 100 receivers, and 1,000 of them with at most 0.1 % loss on loopback.',
  'm29.exit.02':
    'Broadcast stays within its network and below its rate, shown by captures in three namespaces.',
  'm29.exit.03': 'A storm that is provoked is below its limit again within two seconds.',
  'm29.exit.04': 'Octets sent for 100 receivers are at most 0.02 × those of a copy for each.',
  'm29.exit.05': 'Each limitation on the page has the command that shows it.'
})
