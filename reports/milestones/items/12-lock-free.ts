import { milestone } from '../milestone-data.ts'

export default milestone(12, 'Statistics without locks', {
  'm12.scope.01': 'A counter in shared memory is exact after 8 threads have added 10 million times each.',
  'm12.scope.02':
    'Where order does not matter plain stores are used, or the page shows that JavaScript’s atomics have one order only and what it costs.',
  'm12.scope.03': 'Each thread has a counter in a cache line of its own, and reading adds them up.',
  'm12.scope.04': 'A reader sums all threads each second and publishes a snapshot that belongs together.',
  'm12.scope.05':
    'A histogram with relative error below 1 % is filled by many threads at once, and no entry is lost.',
  'm12.scope.06': 'All increments are one atomic addition, as a test on the source shows.',
  'm12.scope.07': 'A reader finishes in a number of steps that does not depend on the writers.',
  'm12.scope.08':
    'Mean and variance are kept by atomics, and equal those of the recorded values within 1e-9.',
  'm12.scope.09':
    'Configuration that is read often is replaced as a whole; readers see the old or the new one, never a mixture.',
  'm12.scope.10':
    'Memory that a reader may still look at is not reused, shown by a reader that is stopped in between.',
  'm12.scope.11':
    'Each place that needs an ordering names it, and a litmus test fails without it or shows that the machine gives it anyway.',
  'm12.scope.12': 'Timers on many threads are recorded without locks, in nanoseconds.',
  'm12.explore.01':
    'A plain add, an atomic add, a compare-and-exchange and a mutex are compared by nanoseconds on one thread.',
  'm12.explore.02':
    'The rate of one shared counter is plotted against 1 to 8 threads, beside a counter for each.',
  'm12.explore.03': 'add, exchange, compareExchange and store are compared, alone and contended.',
  'm12.explore.04': 'The time for a line to move between two cores is measured by a ping-pong on one word.',
  'm12.explore.05': 'What the engine emits for atomic and plain access is shown, with the time for each.',
  'm12.explore.06':
    'Counters 4 to 256 octets apart are incremented by two threads; the curve shows the size of a line.',
  'm12.explore.07': 'Reads a second are plotted against the rate of writes.',
  'm12.observe.01': 'Failed compare-and-exchanges are counted, as a share, for 1 to 8 threads.',
  'm12.observe.02': 'A histogram shows how long one update takes.',
  'm12.observe.03': 'Traffic between caches is measured by perf, or estimated from the ping-pong.',
  'm12.observe.04': 'The cost of each ordering that is used is reported in nanoseconds.',
  'm12.observe.05': 'Updates begun and done are counted by thread, and are equal.',
  'm12.observe.06': 'With a writer stopped in the middle of an update, readers go on at the same rate.',
  'm12.failure.01': 'A value that changed and changed back between two looks is noticed by its version.',
  'm12.failure.02': 'Message passing and store buffering, run 10 million times, show no forbidden outcome.',
  'm12.failure.03':
    'A counter that passes 2^32 and 2^53 goes on correctly, or stops at its bound and says so.',
  'm12.failure.04':
    'A schedule explorer runs all interleavings of two threads on each structure, and none breaks it.',
  'm12.failure.05':
    'Over 10 million replacements no reader sees memory that was reused, and what is waiting stays bounded.',
  'm12.failure.06': 'The sum after any mix of threads, stops and restarts equals what was added.',
  'm12.exit.01':
    'At least 10 million updates a second over all threads on a named machine, and at least 5 × a mutex in the same run.',
  'm12.exit.02': 'A reader’s longest time with writers at full rate is at most 2 × that with none.',
  'm12.exit.03':
    'The median update takes less than 100 ns on a named machine, and less than 10 × a plain add in the same run.',
  'm12.exit.04':
    'The explorer finds no interleaving that breaks a structure, and does find the one put in on purpose.',
  'm12.exit.05': 'A page says which structure to use at which contention, with the curves that decided.'
})
