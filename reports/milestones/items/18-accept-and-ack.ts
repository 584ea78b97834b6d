import { milestone } from '../milestone-data.ts'

export default milestone(18, 'Deferred accepts and quick acknowledgments', {
  'm18.scope.01': 'With the option on, a connection without data does not wake the server, as strace shows.',
  'm18.scope.02': 'The time to wait for data is an option, and the kernel’s rounding of it is shown.',
  'm18.scope.03':
    'A client that connects and is silent for 1 to 60 seconds is shown with the option on and off.',
  'm18.scope.04':
    'Quick acknowledgment is set after each read, and a capture shows that acknowledgments come at once.',
  'm18.scope.05': 'Acknowledgments for each request are counted with it on and off.',
  'm18.scope.06':
    'The delay of two small writes is measured for the four combinations of Nagle and delayed acknowledgment.',
  'm18.scope.07': 'Corked writes leave in full segments, and uncorking sends the rest at once.',
  'm18.scope.08': 'The time to the first octet of an answer is compared for each option.',
  'm18.scope.09': 'What each option does is tried over loopback, through a proxy, and with TLS.',
  'm18.scope.10': 'Where an option is unknown the server runs without it and one line says so.',
  'm18.scope.11': 'A page says for each option whom it helps and whom it hurts, with the figure.',
  'm18.scope.12': 'One command repeats every measurement of this milestone.',
  'm18.explore.01':
    'Accepts without data to read are counted, with and without deferring, for 1,000 silent clients among 1,000 others.',
  'm18.explore.02': 'Latency of small requests is plotted with each option over links of 0 to 100 ms.',
  'm18.explore.03': 'Packets for each request are counted from captures, for each combination.',
  'm18.explore.04': 'Each option is compared with the defaults in rounds that alternate.',
  'm18.explore.05':
    'What happens at the end of the deferring time is shown for three kernels’ worth of documentation and in a capture.',
  'm18.explore.06': 'CPU time for 100,000 short connections is compared with deferring on and off.',
  'm18.explore.07': 'Octets on the wire that carry no data are compared as a share.',
  'm18.observe.01': 'Connections that were deferred are counted from the kernel’s counters.',
  'm18.observe.02': 'Pure acknowledgments are counted from captures.',
  'm18.observe.03': 'The change of the median and of the 99th percentile is reported, with its confidence.',
  'm18.observe.04': 'CPU time of server and kernel is reported by option.',
  'm18.observe.05': 'Packets a second are plotted over a run.',
  'm18.observe.06': 'System calls for each connection are counted by option.',
  'm18.failure.01':
    'A client that sends its request one octet each second is served, or cut off at its deadline, with deferring on.',
  'm18.failure.02': 'Data that arrives just before, at and after the deferring time is never lost.',
  'm18.failure.03': 'The hash of 1 GiB is right under each combination of options.',
  'm18.failure.04': 'Contradicting options (cork and no delay) have a stated result, and a test for it.',
  'm18.failure.05': 'Clients of three systems and one proxy are served with each option on.',
  'm18.failure.06': 'An option that cannot be set yields one line with its name and code, and no end.',
  'm18.exit.01':
    'With half of the clients silent, wake-ups for accepts are at most 0.6 × those without deferring.',
  'm18.exit.02': 'With corking, packets for an answer of three parts are at most 0.7 × those without.',
  'm18.exit.03': 'The change in latency that each option makes is told with a ratio and its spread.',
  'm18.exit.04': 'The page on trade-offs has for each claim the measurement that shows it.',
  'm18.exit.05': 'Every combination of the options passes the test suite of the server.'
})
