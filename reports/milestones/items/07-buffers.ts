import { milestone } from '../milestone-data.ts'

export default milestone(7, 'Memory pools and zero copies', {
  'm07.scope.01':
    'A pool hands out buffers of one size from one block of memory, and says so when it has none left.',
  'm07.scope.02': 'Free buffers form a list inside the pool’s own memory, with no object for each.',
  'm07.scope.03':
    'Taking and giving back take the same time with 10 and with 100,000 buffers free, within 20 %.',
  'm07.scope.04':
    'The block behind a pool is mapped memory, or the page says what Node allows in its place and what that costs.',
  'm07.scope.05': 'Every buffer begins at a multiple of 64 octets.',
  'm07.scope.06':
    'A ring buffer takes and gives octets in order across its end, shown against a plain queue over random operations.',
  'm07.scope.07': 'Parts of one response leave in one gathered write, with no joined copy.',
  'm07.scope.08':
    'A file is sent without its octets entering the heap, or the page shows by which route they do.',
  'm07.scope.09':
    'Octets pass from one socket to another by splice, or the page shows why Node cannot and what a pipe costs instead.',
  'm07.scope.10':
    'An arena serves all allocations of one request and is emptied by one store when the request ends.',
  'm07.scope.11':
    'In debug mode buffers are filled when given back and fenced, so that misuse is found at the next take.',
  'm07.scope.12': 'Taken, free, high-water mark and refusals of a pool can be read at any time, and add up.',
  'm07.explore.01':
    'Taking 4 KiB from the pool, Buffer.allocUnsafe, Buffer.alloc and malloc in C are compared in operations a second.',
  'm07.explore.02':
    'Copies between buffers at offsets 0 to 63 are timed; the page shows what alignment gains.',
  'm07.explore.03': 'Echoing 1 GiB with and without an extra copy is compared in CPU time.',
  'm07.explore.04':
    'Random access to a block of 256 MiB is timed with huge pages off, on advice, and always.',
  'm07.explore.05':
    'Two workers write to neighbouring buffers with and without padding between them; the ratio is shown.',
  'm07.explore.06':
    'An arena for each request is compared with the garbage collector by allocations, pauses and CPU time.',
  'm07.explore.07':
    'A file of 1 KiB to 1 GiB is served by readFile, by stream and by the shortest way there is; CPU time for each GiB is plotted.',
  'm07.observe.01': 'A histogram shows the time of a take, with its 99.9th percentile.',
  'm07.observe.02': 'The use of each pool over a run with bursts is plotted against its size.',
  'm07.observe.03': 'Memory held but not in use is reported after a load of mixed sizes, as a share.',
  'm07.observe.04':
    'Page faults are counted while a pool is first touched and in steady state, where they are 0.',
  'm07.observe.05':
    'Cache misses for each take are measured by perf, or the page says why perf is not to be had.',
  'm07.observe.06':
    'RSS, heap and external memory over an hour of steady load are plotted, and are level after the first minute.',
  'm07.failure.01':
    'An empty pool refuses, waits, or grows up to a bound, as was chosen, and serves again as soon as one comes back.',
  'm07.failure.02':
    'In debug mode reading a buffer after it was given back throws an error that names where that happened.',
  'm07.failure.03': 'A buffer that is never given back is reported with the place where it was taken.',
  'm07.failure.04': 'In debug mode one octet written beyond a buffer is found when it is given back.',
  'm07.failure.05':
    'When memory cannot be had at the start, or when growing, the caller gets an error and nothing is lost.',
  'm07.failure.06':
    'No two workers write to one cache line: a test checks the layout, and a measurement shows the gain.',
  'm07.exit.01':
    'Taking and giving back is at least 10 × as fast as malloc and free of the same size in the same run, on a named machine.',
  'm07.exit.02':
    'After warming up, 100,000 requests allocate no buffer: external memory and the pool’s counters stand still.',
  'm07.exit.03':
    'Serving a file of 100 MiB takes at most half the CPU time of read-and-write in the same run.',
  'm07.exit.04':
    'A page derives the size of each pool from the load, with the curve of refusals against size.',
  'm07.exit.05':
    'Over 10 million random operations in debug mode no overlap, double give-back or overrun goes unnoticed.'
})
