import { milestone } from '../milestone-data.ts'

export default milestone(4, 'HTTP/1.0: parser and generator', {
  'm04.scope.01':
    'The states of the parser and their transitions are one table, and every transition is taken by a test.',
  'm04.scope.02':
    'GET, HEAD and POST and any other token are taken as methods; what is no token is refused with 400.',
  'm04.scope.03':
    'The request target is given as received; one with octets that no URI may hold is refused with 400.',
  'm04.scope.04':
    'HTTP-Version is read as RFC 1945 writes it, case and leading zeros included; a version that is none gets 400, one too high 505.',
  'm04.scope.05':
    'Field lines come out as names and values in the order received, with white space around values left out.',
  'm04.scope.06':
    'A folded line is read as RFC 1945 allows, or refused in strict mode, and a test shows both readings.',
  'm04.scope.07':
    'A field is found whatever the case of its name, and is passed on in the case in which it came.',
  'm04.scope.08':
    'Content-Length is digits only, one value; signs, spaces, lists of unlike values and numbers beyond 2^53-1 are refused.',
  'm04.scope.09':
    'The body is exactly as long as Content-Length says, or up to the end of the connection in responses without it.',
  'm04.scope.10': 'Generated responses parse as valid HTTP/1.0 in curl and in an independent parser of npm.',
  'm04.scope.11':
    'Every response has Date, Server and, where it has a body, Content-Type and Content-Length.',
  'm04.scope.12':
    'Dates are written in the fixed form of RFC 1123 and read in all three forms of RFC 1945, section 3.3.',
  'm04.scope.13':
    'Every line that is generated ends with CR LF, whatever octets the application gave as value.',
  'm04.explore.01':
    'An octet-by-octet table, indexOf-based splitting and a regular expression are compared in octets a second on the same requests.',
  'm04.explore.02':
    'Time per request is plotted for header sections of 40 octets to 64 KiB; the slope is linear within 10 %.',
  'm04.explore.03':
    'CR, LF and NUL in every place that an application can fill are sent, and none yields a second line.',
  'm04.explore.04':
    'Branch misses per octet are measured by perf for the parser on lawful and on random input, or the page says why perf is not to be had.',
  'm04.explore.05':
    'A push parser, a pull parser and a generator-based one parse the same corpus; speed, lines of code and allocations stand side by side.',
  'm04.explore.06':
    'The same requests as HTTP/0.9, 1.0, 1.1 and 2.0 are sent to this server and to four real ones, and the answers tabled.',
  'm04.explore.07':
    'Allocations for one request are counted by heap snapshots and plotted against its number of field lines.',
  'm04.observe.01':
    'Parsing time of each request is recorded in a histogram with its 50th, 95th and 99th percentile.',
  'm04.observe.02': 'Transitions of the state machine are counted for each state over a corpus.',
  'm04.observe.03': 'Octets allocated while parsing one request are reported, for three sizes of request.',
  'm04.observe.04':
    'With tracing on, each change of state is logged with the offset of the octet that caused it.',
  'm04.observe.05':
    'CPU cycles per octet are derived from CPU time and frequency for a named machine, beside those of llhttp in the same run.',
  'm04.observe.06':
    'Cache misses per request are measured by perf, or the page says why perf is not to be had.',
  'm04.failure.01': 'A request line beyond the limit is refused with 414 before more than the limit is kept.',
  'm04.failure.02':
    'A bare CR is refused; a bare LF ends a line only in lenient mode; both readings are tested at every place.',
  'm04.failure.03':
    'A field line without colon, with white space before it, or with octets that no name may hold gets 400.',
  'm04.failure.04':
    'Nineteen wrong Content-Length values (negative, signed, hexadecimal, empty, doubled, overflowing …) each get 400.',
  'm04.failure.05':
    'More than 100 field lines, or more octets of them than the limit, get 431, and memory stays below twice the limit.',
  'm04.failure.06':
    'A field value beyond its limit gets 431 as soon as the limit is passed, not at the end of the line.',
  'm04.failure.07':
    'A request that stops at any octet is given up at the deadline, with 408 where nothing was answered yet.',
  'm04.failure.08':
    'Each refusal has the status that its rule names, and the body says which octet was wrong.',
  'm04.exit.01':
    'At least 10,000 requests a second are parsed on one core of a named machine, and at least 0.2 × what llhttp does in the same run.',
  'm04.exit.02': 'An hour of mutation from 500 seeds yields no crash, hang, or growth beyond the limits.',
  'm04.exit.03':
    'Every malformed request of the corpus is refused with the status its rule names, and every lawful neighbour of it accepted.',
  'm04.exit.04':
    'A page breaks the cost of one request down into line, fields, body and callbacks; the parts add up to the whole within 5 %.',
  'm04.exit.05':
    'Each sentence of RFC 1945 that binds a server has a case that our server meets, or a reason why no wire shows it.'
})
