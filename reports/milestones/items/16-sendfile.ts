import { milestone } from '../milestone-data.ts'

export default milestone(16, 'sendfile and splice', {
  'm16.scope.01':
    'A static file leaves by sendfile, as strace shows, from a native part; without it by reading and writing.',
  'm16.scope.02':
    'Range is read as RFC 9110 says; one range yields 206, several multipart/byteranges, an impossible one 416.',
  'm16.scope.03': 'Octets from a socket to a file go through a pipe by splice without entering the process.',
  'm16.scope.04': 'tee copies what flows to a second receiver, and both get the same octets.',
  'm16.scope.05': 'A transfer that stops is resumed at its offset, and the whole has the right hash.',
  'm16.scope.06': 'A file beyond 4 GiB is served whole and in ranges around 2^31 and 2^32.',
  'm16.scope.07': 'Octets sent of each transfer can be read while it is under way, and end at its length.',
  'm16.scope.08':
    'Where the file system or TLS forbids sendfile the slower way is taken, and one line says why.',
  'm16.scope.09': 'Open files are kept in a bounded cache by path, and a changed file is opened anew.',
  'm16.scope.10':
    'Files are sent compressed where the client takes it, from a stored compressed file or made once.',
  'm16.scope.11': 'A transfer keeps to its limit of octets a second within 5 %, over 10 seconds.',
  'm16.scope.12': 'The time of a transfer is broken down into opening, sending and waiting.',
  'm16.explore.01': 'sendfile, splice and read-and-write are compared for 4 KiB to 1 GiB.',
  'm16.explore.02': 'CPU time for each GiB is compared between the ways, user and kernel apart.',
  'm16.explore.03': 'Throughput is plotted against the size of the file, and the break-even is marked.',
  'm16.explore.04': 'Resident memory while 100 large files are sent is compared between the ways.',
  'm16.explore.05': 'One range, ten ranges and the whole are compared by octets and CPU time.',
  'm16.explore.06': 'Cold and warm page cache, and cached and reopened descriptors, are compared.',
  'm16.explore.07': 'The throughput of each way is compared with that of memory copies on the machine.',
  'm16.observe.01': 'Octets a second of each transfer and of all are reported.',
  'm16.observe.02': 'CPU time for each transfer is reported, user and kernel apart.',
  'm16.observe.03': 'Memory traffic is measured by perf, or the page says why perf is not to be had.',
  'm16.observe.04': 'Context switches for each transfer are counted.',
  'm16.observe.05': 'Hits of the descriptor cache and of the page cache are counted.',
  'm16.observe.06': 'System calls for each MiB are counted for each way.',
  'm16.failure.01': 'A call that sends a part is continued at the right offset.',
  'm16.failure.02':
    'A file that shrinks or is replaced during a transfer ends it, never with octets of two files.',
  'm16.failure.03':
    'A file without permission yields 403 or 404, as was chosen, and no descriptor stays open.',
  'm16.failure.04': 'A sparse file of 10 GiB is sent with the memory of a small one.',
  'm16.failure.05': 'After 10,000 transfers of which half are cut off, descriptors are as many as before.',
  'm16.failure.06':
    'A client that leaves ends its transfer within a second, and the log says how far it came.',
  'm16.exit.01':
    'For files of 1 MiB and more, CPU time is at most half of that of read-and-write in the same run.',
  'm16.exit.02':
    'During a transfer no read of the file shows in strace, and the heap does not grow with its size.',
  'm16.exit.03':
    'Every example of RFC 9110, section 14, and every range cut at random yields the right octets.',
  'm16.exit.04': 'A page holds the curves above with what they mean for a server.',
  'm16.exit.05': 'Each slower way is forced by a test and sends the same octets.'
})
