import { milestone } from '../milestone-data.ts'

export default milestone(3, 'A thread for each connection', {
  'm03.scope.01':
    'Each accepted connection is served by a worker thread of its own, as the thread number in its log lines shows.',
  'm03.scope.02':
    'A worker gets all it needs of its connection in one message; nothing mutable is shared except named shared buffers.',
  'm03.scope.03':
    'Lines that 100 threads log at once stand whole in the file, in time order for each thread, and none is missing.',
  'm03.scope.04':
    'The count of open connections is an atomic in shared memory, and is exact after 100,000 additions and removals by 8 threads.',
  'm03.scope.05':
    'Threads have names that `ps -T` and the log both show, with the number of their connection.',
  'm03.scope.06':
    'The stack size of workers is an option; the reserved memory of 100 threads follows it within 10 %.',
  'm03.scope.07':
    'On SIGTERM every worker finishes its request and exits; the process ends when the last one has, or at the deadline.',
  'm03.scope.08':
    'Each thread counts for itself, and the totals are the exact sum of what the threads counted.',
  'm03.scope.09':
    'A bounded set of idle workers is kept for reuse, and a connection that finds one starts without creating a thread.',
  'm03.scope.10':
    'Creation, first request, last request and end of each thread are events in one log, and each thread has all four.',
  'm03.scope.11':
    'The number of threads that the server believes in equals that of /proc/self/status at each sample.',
  'm03.scope.12': 'An exception that is thrown in one worker ends its connection only; all others go on.',
  'm03.explore.01': 'A curve shows the time to create a thread while 0 to 1,000 others exist.',
  'm03.explore.02':
    'The number of threads is raised until throughput falls or creation fails; the page names the limit that was met.',
  'm03.explore.03':
    'Context switches a second are plotted against the number of threads under the same total load.',
  'm03.explore.04':
    'A mutex of Atomics.wait, a spin lock, and message passing are compared in operations a second with 1 to 8 threads.',
  'm03.explore.05': 'Resident and reserved memory of a thread are measured for four stack sizes.',
  'm03.explore.06':
    'Two counters in one cache line and in two are incremented by two threads; the page shows the ratio of rates.',
  'm03.explore.07':
    'Requests a second are plotted against 1 to 1,000 threads, beside the event loop of milestone 9 under the same load.',
  'm03.observe.01':
    'Threads created are counted by second, and their sum equals the number of threads ever seen.',
  'm03.observe.02': 'For each thread the voluntary and forced switches of /proc/self/task are reported.',
  'm03.observe.03':
    'The time that threads wait for the lock of the log is measured and shown as a share of their life.',
  'm03.observe.04':
    'Memory is broken down into heaps, stacks, buffers and the rest; the parts add up to RSS within 5 %.',
  'm03.observe.05':
    'CPU time is told for each thread, and the sum agrees with that of the process within 2 %.',
  'm03.observe.06': 'The number of runnable threads is sampled beside the load average during a rising load.',
  'm03.failure.01':
    'When no thread can be created the connection gets an answer (503, or a close) and the server serves the others.',
  'm03.failure.02': 'A thread that outlives its connection by 10 seconds is reported by name.',
  'm03.failure.03':
    'Two threads that wait for each other’s lock are found within 5 seconds, and the report names both locks.',
  'm03.failure.04': 'Endless recursion in one worker ends that worker with an error, not the process.',
  'm03.failure.05':
    'When 500 threads wait for one event and one item comes, the number that wake is measured, and is 1 after the remedy.',
  'm03.failure.06': 'A worker that dies is replaced, and the next connection is served.',
  'm03.exit.01': '1,000 connections are open at once, and each gets a correct answer while all are.',
  'm03.exit.02':
    'From SIGTERM with 200 busy workers, all threads end in order within 5 seconds and none is killed.',
  'm03.exit.03':
    'Creating a thread is measured on a named machine and as a multiple of accepting a connection in an event loop in the same run.',
  'm03.exit.04':
    'A page states up to how many threads throughput rises, what limits it, and which curve shows that.',
  'm03.exit.05':
    'After 10,000 connections, threads, descriptors and memory are back within 2 % of their start.'
})
