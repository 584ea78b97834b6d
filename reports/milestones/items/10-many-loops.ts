import { milestone } from '../milestone-data.ts'

export default milestone(10, 'Event loops on several threads', {
  'm10.scope.01': 'There is one loop for each core, each with its own listener, and the number is an option.',
  'm10.scope.02': 'All loops listen on one port by SO_REUSEPORT, and each accepts without the others.',
  'm10.scope.03': 'Each loop stays on its core, as /proc/PID/task/TID/stat shows during a minute of load.',
  'm10.scope.04': 'A loop knows its own connections only, and no table is shared.',
  'm10.scope.05': 'Counters are kept by loop without locks, and their sum is exact when all are quiet.',
  'm10.scope.06':
    'One loop wakes another by one store and one notification, and the page says how that stands to eventfd.',
  'm10.scope.07':
    'An open connection moves from one loop to another without an octet lost, repeated or out of order.',
  'm10.scope.08': 'A loop without work takes work from the busiest one, and each piece is done once.',
  'm10.scope.09':
    'Serving a request touches no memory that another loop writes, shown by a check on the layout and by a measurement.',
  'm10.scope.10':
    'A queue between loops takes messages from many and gives them to one, in order for each sender.',
  'm10.scope.11': 'At shutdown all loops stop accepting at once, finish, and the last one ends the process.',
  'm10.scope.12': 'Each store that another loop reads is named with the ordering that it needs and why.',
  'm10.explore.01':
    'Connections by loop are counted for 10,000 clients with random and with sequential ports.',
  'm10.explore.02':
    'The cost of memory on another node is measured, or the page says that the machine has one node only.',
  'm10.explore.03':
    'One acceptor that hands out, a listener for each, and several processes are compared by throughput and balance.',
  'm10.explore.04':
    'Cache lines that move between cores for each request are counted by perf, or estimated by padding experiments.',
  'm10.explore.05':
    'The time that a connection stands still while it moves is measured, with its 99th percentile.',
  'm10.explore.06': 'Throughput with counters off, by loop, and shared is compared.',
  'm10.explore.07':
    'With and without stealing, the 99th percentile of latency under an uneven load is compared.',
  'm10.observe.01': 'Open connections of each loop are sampled during a run.',
  'm10.observe.02': 'A histogram shows the time from sending to receiving between two loops.',
  'm10.observe.03': 'Cache misses are reported by loop, or the page says why perf is not to be had.',
  'm10.observe.04': 'Imbalance, as maximum over mean of requests, is plotted over time.',
  'm10.observe.05': 'Moves are counted by pair of loops and by reason.',
  'm10.observe.06':
    'Throughput with n loops over n times that with one is reported for n up to the number of cores.',
  'm10.failure.01': 'When all clients land on one loop the others take over until imbalance is below 2.',
  'm10.failure.02': 'A loop that dies loses its own connections only, and is replaced within a second.',
  'm10.failure.03': 'A table that contradicts itself is found by its checksum, and its loop is replaced.',
  'm10.failure.04':
    'When either side dies during a move, the connection is closed or served, never both and never neither.',
  'm10.failure.05': 'A loop that does not finish is ended at the deadline, and the exit status says so.',
  'm10.failure.06': 'Over 100,000 moves every connection’s octets have the right hash at both ends.',
  'm10.exit.01':
    'With as many loops as cores, up to four, throughput is at least 0.8 × cores times that of one.',
  'm10.exit.02':
    '100,000 connections over all loops are open at once, where descriptors and memory of the machine allow; otherwise the limit that was met is named.',
  'm10.exit.03': 'Under 10,000 connections the fullest loop has at most 1.1 × the mean.',
  'm10.exit.04': 'A page names the number of loops for three kinds of load, with the curve that decided.',
  'm10.exit.05':
    'Time spent waiting for another loop while serving requests is 0 by construction, and below 0.1 % as measured.'
})
