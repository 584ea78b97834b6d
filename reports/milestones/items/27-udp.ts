import { milestone } from '../milestone-data.ts'

export default milestone(27, 'UDP', {
  'm27.scope.01':
    'A UDP socket of IPv4 and one of IPv6 are opened, and what each option was set to is read back.',
  'm27.scope.02':
    'An address, a port, or any free port is bound to, and one that is taken is an error with its name.',
  'm27.scope.03': 'Each datagram is handed on whole, with its sender, an empty one included.',
  'm27.scope.04': 'An answer goes to the sender’s address and port, from the address that was asked.',
  'm27.scope.05': 'An ICMP error on a connected socket becomes an error of that peer and no other.',
  'm27.scope.06': 'Sending to a broadcast address works with the option and fails without it.',
  'm27.scope.07': 'A group is joined on an interface, and its datagrams arrive.',
  'm27.scope.08': 'An echo server gives each datagram of 0 to 65,507 octets back unchanged.',
  'm27.scope.09': 'Datagrams and octets in, out, dropped and refused are counted.',
  'm27.scope.10':
    'A datagram larger than the path is fragmented and put together, or refused where fragmenting is forbidden.',
  'm27.scope.11':
    'The largest datagram that passes unfragmented is found by probing, and equals that of the link.',
  'm27.scope.12':
    'A small protocol of request and answer has a format on a page, and a decoder that never throws.',
  'm27.explore.01': 'Loss is plotted against the rate of sending on loopback, with the queue that lost them.',
  'm27.explore.02':
    'Over a link that reorders, the share and distance of reordering as received equal what was injected.',
  'm27.explore.03': 'Latency and throughput are compared with TCP for messages of 16 octets to 64 KiB.',
  'm27.explore.04': 'Loss under bursts is plotted against the size of the receive buffer.',
  'm27.explore.05': 'Loss of whole datagrams is plotted against loss of fragments.',
  'm27.explore.06': 'CPU time for each datagram is broken down into call, copy and callback.',
  'm27.explore.07': 'Requests, streams and bursts are compared by loss and by delay.',
  'm27.observe.01': 'Packets a second are reported both ways.',
  'm27.observe.02': 'Losses by our own count equal those of the kernel’s counters.',
  'm27.observe.03': 'A histogram shows the time of an echo.',
  'm27.observe.04': 'Reordering is reported by share and greatest distance.',
  'm27.observe.05': 'Fragments made and put together are read from the kernel’s counters.',
  'm27.observe.06': 'Octets a second are plotted against the size of datagrams.',
  'm27.failure.01': 'With 30 % loss a request is answered after repeats, or fails at its deadline.',
  'm27.failure.02': 'A full receive buffer loses the newest datagrams, is counted, and stops nothing.',
  'm27.failure.03': 'An answer of “port unreachable” is reported within a round trip.',
  'm27.failure.04': 'A broadcast that is answered by a broadcast is stopped after one round.',
  'm27.failure.05':
    'A datagram beyond the greatest size is refused before sending, with the size that would pass.',
  'm27.failure.06': 'After the end no socket, timer or group is left.',
  'm27.exit.01':
    'At least 100,000 datagrams a second are received and counted on a named machine, and at least 1 × a plain `node:dgram` echo in the same run.',
  'm27.exit.02': 'Injected losses are found by sequence numbers exactly, over 100,000 datagrams.',
  'm27.exit.03': 'A broadcast reaches each of three receivers once, in network namespaces of their own.',
  'm27.exit.04': 'Our counts equal those of the kernel and of a capture after 100,000 datagrams.',
  'm27.exit.05': 'A page says for five uses whether UDP or TCP fits, with the figure.'
})
