import { milestone } from '../milestone-data.ts'

export default milestone(15, 'io_uring', {
  'm15.scope.01':
    'A small native program sets up both rings and maps them; where the kernel forbids it the reason is told.',
  'm15.scope.02':
    'Entries are filled in and handed over, and the number that the kernel took equals the number sent.',
  'm15.scope.03': 'Completions are taken in any order and each is matched to its request once.',
  'm15.scope.04': 'n operations are handed over by one system call, as strace shows for n of 1 to 256.',
  'm15.scope.05': 'Reads into registered buffers work, and the gain over plain ones is measured.',
  'm15.scope.06': 'With a polling kernel thread, a minute of load makes no system call for submission.',
  'm15.scope.07': 'A read linked to a write runs after it, and is cancelled when it fails.',
  'm15.scope.08': 'An operation under way is cancelled; exactly one completion tells whether it was in time.',
  'm15.scope.09': 'Registered files are used by index, and replaced while in use.',
  'm15.scope.10': 'An operation with a time-out ends in time, within 10 %, with its own code.',
  'm15.scope.11': 'At the end no operation is under way, and rings, buffers and files are given back.',
  'm15.scope.12': 'The same echo server on epoll stands beside it and gives the same octets.',
  'm15.explore.01':
    'System calls for each echo are plotted against the number of connections, for both servers.',
  'm15.explore.02': 'The CPU time of the polling thread is plotted against load, idle included.',
  'm15.explore.03': 'Kernel time for each echo is compared between both servers.',
  'm15.explore.04': 'Plain, registered and ring-provided buffers are compared by CPU time and memory.',
  'm15.explore.05': 'Throughput and latency are plotted against the number handed over at once.',
  'm15.explore.06': 'CPU time for 100,000 echoes is compared at four loads.',
  'm15.explore.07': 'The 50th and 99th percentile of latency are compared at four loads.',
  'm15.observe.01': 'System calls are counted by kind under load, for both servers.',
  'm15.observe.02': 'The depth of both rings is sampled, with its maximum.',
  'm15.observe.03': 'User and kernel time are told apart, the polling thread included.',
  'm15.observe.04': 'Echoes a second are plotted over a run.',
  'm15.observe.05': 'A histogram shows the time from submission to completion, by operation.',
  'm15.observe.06': 'The time to fill in and hand over one operation is measured.',
  'm15.failure.01':
    'When the completion ring is full nothing is lost: the overflow is counted and taken later.',
  'm15.failure.02': 'Without free buffers reading pauses and goes on when one is given back.',
  'm15.failure.03': 'Completions in another order than submissions leave each connection’s octets in order.',
  'm15.failure.04': 'Each negative result becomes the error of its own request, with the name of the code.',
  'm15.failure.05': 'Cancelling before, during and after an operation releases its buffer exactly once.',
  'm15.failure.06': 'After 100,000 connections that end in six ways no buffer, file or operation is left.',
  'm15.exit.01': 'For the same load system calls are at most half of those of the epoll server.',
  'm15.exit.02':
    'At 64 connections and small messages at least 2 × the echoes a second of the epoll server in the same run, or the page shows by what it is limited.',
  'm15.exit.03': 'A page tells what each feature gains alone and together, with a curve for each.',
  'm15.exit.04': 'Each failure above has a test with faults injected, and the server goes on after each.',
  'm15.exit.05':
    'A page for readers explains rings, ordering and pitfalls, each with a program that shows it.'
})
