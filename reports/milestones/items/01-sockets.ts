import { milestone } from '../milestone-data.ts'

export default milestone(1, 'Sockets and system calls', {
  'm01.scope.01':
    'An echo server opens a TCP socket and is reachable at the loopback address and port it was told, 3000 unless told otherwise.',
  'm01.scope.02':
    'The length of the accept queue is an option; `ss -ltn` shows the number that was asked for, capped by net.core.somaxconn.',
  'm01.scope.03':
    'Each accepted connection leaves one log line with the address and port that the client sees as its own.',
  'm01.scope.04':
    'What a client sends comes back octet for octet, for messages of 1 octet to 16 MiB, with no more than 1 MiB held for each connection.',
  'm01.scope.05':
    'On SIGTERM the server stops accepting, finishes the echoes under way, sends FIN on each connection and exits with status 0.',
  'm01.scope.06':
    'A restart on the same port succeeds at once while connections of the previous run are in TIME_WAIT, and fails with the option off.',
  'm01.scope.07':
    'With Nagle’s algorithm off, a capture shows two small writes leave in two segments without waiting for an acknowledgment.',
  'm01.scope.08':
    'Reads and writes that are interrupted or would block (EINTR, EAGAIN) are resumed with no octet lost or repeated, shown with faults injected into both calls.',
  'm01.scope.09':
    'One command runs the server under strace and folds the log into a list of system calls for each connection.',
  'm01.scope.10':
    'The fold of that log tells for each system call how often it was made and its median, 95th and 99th percentile of time.',
  'm01.explore.01':
    'A curve shows system calls and CPU time for 1 GiB echoed through buffers of 512 octets to 1 MiB, and where a larger one stops paying.',
  'm01.explore.02':
    'A page shows what one reader at 1 kB/s does to 50 quick clients of a server that blocks on writes, and of one that does not.',
  'm01.explore.03':
    'With the limit of descriptors at 64, connection 65 is met without a crash, and service resumes when one is closed.',
  'm01.explore.04':
    'One response of three parts is written by three writes, one write of a joined buffer, and one gathered write; calls, copies and time stand side by side.',
  'm01.explore.05':
    'A curve shows how many sockets are in TIME_WAIT during and after 10,000 short connections, closed by the client first and by the server first.',
  'm01.explore.06':
    'Captures show what close does with linger off, linger of 0 (RST) and linger of 5 seconds while octets are unsent.',
  'm01.explore.07':
    'Voluntary and forced context switches are counted for 1 to 200 connections at the same time.',
  'm01.observe.01':
    'A table lists the system calls of one connection from accept to close, in order, for the echo of one message.',
  'm01.observe.02':
    'A histogram shows how long accept, read, write and close take, over at least 10,000 calls each.',
  'm01.observe.03':
    'The server reports its open descriptors beside its limit, and the number equals that in /proc/self/fd.',
  'm01.observe.04':
    'The send and receive queues of a stalled connection are sampled from the kernel until both stand still.',
  'm01.observe.05':
    'User and kernel time are told apart for the same load at four sizes of message; their shares add up to the total within 2 %.',
  'm01.observe.06':
    'Time from SYN to accept and from FIN to the end is recorded for 1,000 connections, as two histograms.',
  'm01.failure.01':
    'EMFILE and ENFILE at accept leave the server running and answering on the connections it has.',
  'm01.failure.02':
    'A connection that the peer resets at any of five moments is released, and a new one is served at once.',
  'm01.failure.03':
    'Writing to a peer that is gone yields one logged EPIPE or ECONNRESET, no signal that ends the process, and no second write.',
  'm01.failure.04':
    'A write of which the kernel takes a part is continued at the right octet, checked by hash over 64 MiB.',
  'm01.failure.05':
    'With a signal delivered each millisecond during a transfer of 64 MiB, what arrives has the hash of what was sent.',
  'm01.failure.06':
    'A connection attempt to an address that never answers ends at its deadline, within 10 %, with an error that names the deadline.',
  'm01.exit.01':
    'After 100 connections at the same time, repeated 100 times, descriptors are as many as before and resident memory has grown by less than 5 %.',
  'm01.exit.02':
    'After warming up, 100,000 connections leave the heap within 1 % of where it was after 10,000; native parts run under valgrind with no octet definitely lost.',
  'm01.exit.03':
    'A page tables what each system call of an echo costs, in nanoseconds on a named machine and as a multiple of getppid in the same run.',
  'm01.exit.04':
    'From SIGTERM to exit with 100 idle connections open takes at most 100 ms on a named machine, and at most 3 × what a bare `net.Server` needs in the same run.',
  'm01.exit.05':
    'Each error of socket, bind, listen, accept, read, write and close that Linux documents has a test that provokes it, or a reason why it cannot be.'
})
