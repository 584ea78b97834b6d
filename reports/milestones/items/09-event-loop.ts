import { milestone } from '../milestone-data.ts'

export default milestone(9, 'Event loop', {
  'm09.scope.01':
    'A process of ours makes one epoll instance, as strace shows; what stands between it and Node’s loop is documented.',
  'm09.scope.02': 'The listening socket is watched by that instance, and a connection wakes it exactly once.',
  'm09.scope.03':
    'The loop waits, hands out events, runs timers and due work, in that order, and stops when nothing is left.',
  'm09.scope.04':
    'On one wake-up all waiting connections are accepted, up to a bound that keeps the others served.',
  'm09.scope.05':
    'No call on any socket blocks: strace shows no read or write that takes longer than 1 ms under load.',
  'm09.scope.06':
    'A client socket is watched for reading only while reading is wanted, and for writing only while something waits.',
  'm09.scope.07':
    'Reads and writes that do a part are continued; 64 MiB arrive with the right hash over a slow link.',
  'm09.scope.08':
    'The states of a connection and the events that move it are a table, each transition tested.',
  'm09.scope.09':
    'A timer wheel adds, cancels and fires in constant time, within one tick of the time asked for.',
  'm09.scope.10':
    'What is watched can be changed at any time, and an event of the old interest that is under way does no harm.',
  'm09.scope.11': 'FIN, RST and error on a socket end its connection once, whichever come first or together.',
  'm09.scope.12':
    'With 1,000 connections waiting, the number of wake-ups is at most a tenth of the number of accepts.',
  'm09.explore.01':
    'Level- and edge-triggered waiting are compared by system calls for the same load, with what each gets wrong when misused.',
  'm09.explore.02':
    'Throughput and latency are plotted against the number of events taken at once, 1 to 1,024.',
  'm09.explore.03': 'The time of one turn is broken down into waiting, events, timers and work.',
  'm09.explore.04':
    'The same application on the loop and on a thread for each connection is compared from 10 to 5,000 connections.',
  'm09.explore.05':
    'Two loops on one instance and one instance each are compared by wake-ups and by balance.',
  'm09.explore.06': 'One-shot watching is compared with staying armed, by system calls for each event.',
  'm09.explore.07':
    'The 99th percentile of latency is plotted against 10 to 10,000 open connections at the same load.',
  'm09.observe.01': 'Events are counted by kind and second.',
  'm09.observe.02': 'A histogram shows how long turns take, with the longest and what it did.',
  'm09.observe.03': 'Wake-ups without an event to handle are counted; under steady load they are below 1 %.',
  'm09.observe.04':
    'The number of connections is reported and equals that of open descriptors less the known others.',
  'm09.observe.05': 'Timers set, cancelled and fired are counted, and add up.',
  'm09.observe.06':
    'CPU time for each request is plotted against load; it falls or stays level as load rises.',
  'm09.failure.01':
    'When no further socket can be watched the connection is refused with a logged reason, and the rest goes on.',
  'm09.failure.02':
    'One connection that always has octets does not keep 100 others from being served within ten turns.',
  'm09.failure.03':
    'An event for a connection that is gone, or not in a state for it, is logged and dropped.',
  'm09.failure.04':
    'Timers for 0 ms, for 2^31 ms and beyond, and in the past, all fire when they should and not before.',
  'm09.failure.05': 'A turn of more than 100 ms is reported with the stack of what blocked it.',
  'm09.failure.06':
    'Without free descriptors the loop does not spin: CPU use stays below 10 % until one is free.',
  'm09.exit.01':
    '10,000 connections are open on one thread, and each gets an answer within a second while all are.',
  'm09.exit.02':
    'At 1,000 requests a second on a named machine the median turn takes less than 1 ms, and less than 2 × that of an empty `node:net` server in the same run.',
  'm09.exit.03':
    'With 10,000 connections of which 100 are active, CPU time is at most 1.2 × that with the 100 alone.',
  'm09.exit.04':
    'The highest rate of events is found on a named machine, as a multiple of what libuv’s own benchmark reaches in the same run.',
  'm09.exit.05':
    'Under saturation no connection waits more than 10 × the median for its turn, over 1,000 connections.'
})
