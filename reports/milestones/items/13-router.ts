import { milestone } from '../milestone-data.ts'

export default milestone(13, 'Routers and patterns', {
  'm13.scope.01':
    'Routes are kept in a trie over octets whose edges are compressed, and it answers like a list of patterns.',
  'm13.scope.02': 'Parameters come out as views of the target, decoded when asked for.',
  'm13.scope.03': 'A wildcard takes one segment or the rest, by its form, and may stand in the middle.',
  'm13.scope.04': 'A segment may be bound to a regular expression that is run in bounded time.',
  'm13.scope.05': 'Which of several matches wins follows from the patterns alone, by a stated order.',
  'm13.scope.06': 'Each pattern is compiled once, and a test counts compilations.',
  'm13.scope.07':
    'Functions before and after a handler run in a stated order, and one that answers ends the chain.',
  'm13.scope.08': 'A group of routes shares what runs before it, and groups nest.',
  'm13.scope.09': 'Routes can be mounted below a prefix, and see the target without it.',
  'm13.scope.10': 'For any target the router explains step by step which routes it tried and why one won.',
  'm13.scope.11': 'A target is made from a route’s name and parameters, and routes back to it.',
  'm13.scope.12': 'With profiling on, the time in each node of the trie is reported.',
  'm13.explore.01':
    'List, hash by segment count, trie and one big regular expression are compared for 10 to 100,000 routes.',
  'm13.explore.02': 'Lookup time is plotted against the number of routes on a logarithmic scale.',
  'm13.explore.03': 'Nodes as objects and nodes in one typed array are compared by lookups a second.',
  'm13.explore.04': 'The time to build is plotted against the number of routes.',
  'm13.explore.05':
    'The engine of V8, RE2 and no expression at all are compared on the same routes, one with hostile input.',
  'm13.explore.06': 'Lookup with 0 to 10 parameters is timed, taken and not taken.',
  'm13.explore.07': 'Octets for each route are measured for shared and unshared prefixes.',
  'm13.observe.01': 'A histogram shows the time of lookups, by outcome.',
  'm13.observe.02': 'Memory for each route is reported from heap snapshots.',
  'm13.observe.03':
    'Cache misses for each lookup are measured by perf, or the page says why perf is not to be had.',
  'm13.observe.04': 'The time of compilation is reported for each pattern.',
  'm13.observe.05': 'Matches are counted by route, and add up to the lookups.',
  'm13.observe.06': 'The ten nodes that take most of the time are listed under a recorded load.',
  'm13.failure.01': 'Patterns with optional parts that would expand to more than 64 routes are refused.',
  'm13.failure.02':
    'An expression with exponential backtracking is refused at registration, or cut off in 10 ms.',
  'm13.failure.03':
    'A parameter with encoded slashes, NUL or dots reaches the handler as one value and changes no route.',
  'm13.failure.04': 'A route that can never win is reported by name, with the one that hides it.',
  'm13.failure.05': 'A pattern that does not parse is refused with the offset of the fault.',
  'm13.failure.06': 'A target of 10,000 segments takes no more stack than one of ten.',
  'm13.exit.01':
    'At least 1,000,000 lookups a second among 1,000 routes on a named machine, and at least 1 × find-my-way in the same run.',
  'm13.exit.02': 'From 100 to 100,000 routes the time of a lookup grows by at most a factor of 3.',
  'm13.exit.03': 'A page compares four structures and two libraries by time, memory and building time.',
  'm13.exit.04':
    'A corpus of hostile expressions and targets is answered in less than 10 ms and 100 × the time of a lawful one, or refused.',
  'm13.exit.05': 'Taking three parameters costs less than 30 % of the lookup and at most one allocation.'
})
