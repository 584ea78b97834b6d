import { milestone } from '../milestone-data.ts'

export default milestone(26, 'Server-sent events', {
  'm26.scope.01': 'A stream has the type text/event-stream, is not cached and not compressed into delay.',
  'm26.scope.02':
    'What is written parses to the same event by the algorithm of the standard, whatever line ends are in the data.',
  'm26.scope.03': 'Each event may have an id; one with NUL is refused, one with a line end cannot be made.',
  'm26.scope.04': 'A client connects anew after an end, and not after 204.',
  'm26.scope.05':
    'Last-Event-ID makes the stream go on behind that event, while it is kept; otherwise the gap is told.',
  'm26.scope.06': 'retry changes the client’s waiting time, and what is no number leaves it.',
  'm26.scope.07': 'Named events reach the listener of their name, and those without name `message`.',
  'm26.scope.08': 'Comments are ignored by clients and sent as a sign of life.',
  'm26.scope.09': 'A client that left is noticed at the next write or sign of life, and released.',
  'm26.scope.10': 'Connected clients can be listed with age, last id and what is unsent.',
  'm26.scope.11': 'An event for all is formatted once and reaches each client in the same order.',
  'm26.scope.12': 'Clients, events and octets are counted.',
  'm26.explore.01': 'Octets, delay and CPU time for 1,000 events are compared with WebSocket.',
  'm26.explore.02': 'Gaps and repeats after 1,000 interruptions are counted for clients of three makes.',
  'm26.explore.03': 'Octets that are not data are measured for events of 1 octet to 16 KiB.',
  'm26.explore.04':
    'The delay that buffers on the way add (Nagle, proxy, compression) is measured one by one.',
  'm26.explore.05': 'The time until the last of 10 to 10,000 clients has an event is plotted.',
  'm26.explore.06': 'Memory of a client is the slope over 0 to 10,000 of them, idle and with events kept.',
  'm26.explore.07': 'A page says for five uses which of polling, events and WebSocket fits, with the figure.',
  'm26.observe.01': 'Events a second are reported, made and delivered.',
  'm26.observe.02': 'Connected clients are plotted over time.',
  'm26.observe.03': 'The time from an interruption to the next event is a histogram.',
  'm26.observe.04': 'Events dropped for slow clients are counted, and those clients are told.',
  'm26.observe.05': 'Octets a second are reported by stream.',
  'm26.observe.06': 'CPU time for each event and client is reported.',
  'm26.failure.01': 'A thousand clients that leave in the middle of an event leave nothing behind.',
  'm26.failure.02': 'A client that does not read is cut off or skipped at its bound, as was chosen.',
  'm26.failure.03': 'A client that comes back gets each event once, over interruptions at every octet.',
  'm26.failure.04': 'One slow client does not delay the others by more than 5 %.',
  'm26.failure.05': 'Kept events are bounded by number and octets, whatever is made.',
  'm26.failure.06': 'At the end of the server each stream ends whole, and timers and descriptors are gone.',
  'm26.exit.01': '10,000 clients are connected at once, and an event reaches all.',
  'm26.exit.02': 'Over 1,000 interruptions at random moments no event that is kept is missed or repeated.',
  'm26.exit.03':
    'One event to 1,000 clients takes at most 2 × the time of writing the same octets to 1,000 plain sockets in the same run.',
  'm26.exit.04': 'With 1,000 clients that do not read, memory stays below 64 KiB for each.',
  'm26.exit.05':
    'An hour of 1,000 clients coming, going and stalling ends with all counts right and memory level.'
})
