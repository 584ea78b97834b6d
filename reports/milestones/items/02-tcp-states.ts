import { milestone, shown, test } from '../milestone-data.ts'

export default milestone(2, 'TCP states and connections', {
  'm02.scope.01':
    'The eleven states of RFC 9293 are a table of transitions, and each tracked connection is in exactly one of them.',
  'm02.scope.02':
    'A tracker gives the state, age and octet counts of each open connection, and forgets it when it is closed.',
  'm02.scope.03':
    'Idle time, interval and number of keepalive probes are options, and a capture shows probes at those times, within 10 %.',
  'm02.scope.04': shown(
    'A connection on which nothing happens for the configured time is closed, whether it ever said anything or not.',
    test(
      'impl/http2/connection.test.ts',
      'a connection without preface or without requests is closed in time'
    )
  ),
  'm02.scope.05':
    'At each sample the tracked state equals that of /proc/net/tcp, over 10,000 samples of 100 connections.',
  'm02.scope.06': shown(
    'When the client has sent FIN the server still sends what it owes, then ends its own direction; nothing is cut off.',
    test('impl/http2/connection.test.ts', 'a server that the client has left sends its answers and GOAWAY')
  ),
  'm02.scope.07': 'A connection whose peer never sends its FIN leaves FIN_WAIT_2 within the configured time.',
  'm02.scope.08':
    'Records of connections come from a pool made at the start; a steady load of connections allocates none.',
  'm02.scope.09':
    'Each transition is logged once, with its time in microseconds and the event that caused it.',
  'm02.scope.10': 'For each state the total and the distribution of the time spent in it are reported.',
  'm02.scope.11': 'An RST is told from a FIN in the log and in the tracker, whichever side sent it.',
  'm02.explore.01':
    'A histogram of the time from SYN to ESTABLISHED on loopback stands beside that over a link delayed by 50 ms, where it is at least 50 ms.',
  'm02.explore.02':
    'Against a peer that drops SYN, a capture shows the retransmissions at doubling distances, and when the attempt is given up.',
  'm02.explore.03':
    'A page shows keepalive probes on an idle connection, answered, unanswered, and answered by RST.',
  'm02.explore.04':
    'The number of sockets in TIME_WAIT is plotted against the rate of connections, with address reuse for clients on and off.',
  'm02.explore.05':
    'A client that half-closes and a server that half-closes are both shown in a capture with data flowing the other way.',
  'm02.explore.06':
    'Kernel and process memory for each connection are measured in ESTABLISHED, FIN_WAIT_2, CLOSE_WAIT and TIME_WAIT.',
  'm02.explore.07':
    'Three sets of time-outs are compared by connections lost wrongly and by connections held in vain, under the same load.',
  'm02.observe.01':
    'The number of connections in each state is plotted over a run with a load that rises and falls.',
  'm02.observe.02':
    'A histogram shows how long each transition takes to be seen, against the time of its segment in a capture.',
  'm02.observe.03':
    'Transitions are counted by kind and second, and their sum equals that derived from the capture.',
  'm02.observe.04': 'Octets in and out of each connection equal those in the capture, to the octet.',
  'm02.observe.05':
    'The count of TIME_WAIT sockets is sampled each second beside the connections closed in it.',
  'm02.observe.06':
    'A table tells the octets of process memory for a connection in each state, from the slope over 0 to 10,000 connections.',
  'm02.failure.01':
    'With 10,000 SYN and no ACK, lawful clients still connect within twice the time they take undisturbed.',
  'm02.failure.02':
    'A peer that vanished without FIN is noticed within the keepalive time, and its record is released.',
  'm02.failure.03':
    'After 100,000 connections that ended in every way that the table has, the tracker is empty.',
  'm02.failure.04':
    'An RST whose sequence number is outside of the window leaves the connection alone (RFC 5961).',
  'm02.failure.05':
    'With the ephemeral ports used up by TIME_WAIT, an attempt fails with an error that says so, and works again afterwards.',
  'm02.failure.06':
    'When the accept queue is full, what the kernel does with further SYN is shown, and no accepted connection suffers.',
  'm02.exit.01':
    'Over 1,000 connections with scripted endings the tracked sequence of states equals the expected one each time.',
  'm02.exit.02':
    'After a minute of 1,000 connections a second, tracker, descriptors and kernel sockets are all back at their start.',
  'm02.exit.03':
    'Memory for a connection as measured by two methods (slope of RSS, heap snapshot) agrees within 10 %.',
  'm02.exit.04':
    'A page generated from the table shows every state and transition, with a test or capture for each that can be provoked.',
  'm02.exit.05':
    'At 500 connections a second for two minutes, TIME_WAIT levels off below 35,000 sockets and no connection attempt fails.'
})
