import { milestone } from '../milestone-data.ts'

export default milestone(17, 'Sharing a port (SO_REUSEPORT)', {
  'm17.scope.01': 'Two listeners of one user bind the same port, and a third of another user cannot.',
  'm17.scope.02': 'Several acceptors run, one for each worker, and each accepts on its own listener.',
  'm17.scope.03':
    'All listeners show the same address and port in `ss -ltn`, and one that cannot bind stops the start.',
  'm17.scope.04': 'Each acceptor stays on its core during a minute of load.',
  'm17.scope.05': 'Accepts are counted by worker, with the coefficient of variation.',
  'm17.scope.06': 'A connection can be handed to another worker after it was accepted.',
  'm17.scope.07': 'Where sharing is not to be had one acceptor hands out in turn, and one line says so.',
  'm17.scope.08': 'Short, long, and mixed connections are tried at three rates each.',
  'm17.scope.09': 'A worker that does not answer its probe within a second is taken out.',
  'm17.scope.10':
    'Workers are added and removed under load, and no waiting connection is lost that the kernel lets be saved.',
  'm17.scope.11': 'CPU time is reported by worker and by what it did.',
  'm17.scope.12': 'A page says when the kernel’s choice is unfair, and what is lost when a listener closes.',
  'm17.explore.01':
    'The distribution over 2 to 8 listeners is shown for 10,000 connections from one and from many addresses.',
  'm17.explore.02':
    'The cost of a connection on another node is measured, or the page says that the machine has one node only.',
  'm17.explore.03':
    'Sharing, one acceptor, and inherited sockets of `node:cluster` are compared by rate and balance.',
  'm17.explore.04': 'Throughput with and without staying on one core is compared.',
  'm17.explore.05': 'Accepts a second are plotted against the number of listeners.',
  'm17.explore.06': 'Jain’s index of accepts and of requests is compared between the ways.',
  'm17.explore.07': 'The time from SYN to accept is compared between the ways.',
  'm17.observe.01': 'Accepts of each worker are plotted over time.',
  'm17.observe.02': 'Maximum over mean of open connections is plotted over time.',
  'm17.observe.03': 'The core on which each worker ran is sampled.',
  'm17.observe.04': 'Connections handed over are counted by pair of workers.',
  'm17.observe.05': 'Open connections by worker are shown as a histogram at the end of each phase.',
  'm17.observe.06': 'Accepts a second of each worker are reported, with the longest time between two.',
  'm17.failure.01': 'With all long connections on one worker the others take over new ones.',
  'm17.failure.02':
    'When a worker is killed the others serve on, and the number of connections lost equals those it had.',
  'm17.failure.03': 'A connection that is handed over while octets arrive loses none.',
  'm17.failure.04':
    'Starting and stopping workers at random for a minute leaves no listener and no port behind.',
  'm17.failure.05':
    'At shutdown listeners are closed in an order that leaves no connection unaccepted, or the page says how many and why.',
  'm17.failure.06': 'Over 100,000 connections with workers coming and going each answer is right and whole.',
  'm17.exit.01': 'For 10,000 connections over n listeners Jain’s index is at least 0.99.',
  'm17.exit.02': 'With n workers on n cores, up to four, at least 0.8 × n times the accepts of one.',
  'm17.exit.03':
    'A page states what nodes of memory do to this design, from a measurement or from the lack of a second node.',
  'm17.exit.04': '1,000 open connections are handed over under load, and each goes on with the right octets.',
  'm17.exit.05': 'Each limitation that is named has a test or a capture that shows it.'
})
