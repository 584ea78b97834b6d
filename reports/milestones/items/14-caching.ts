import { milestone } from '../milestone-data.ts'

export default milestone(14, 'Caching and entity tags', {
  'm14.scope.01':
    'Equal responses get equal entity tags and unlike ones unlike tags; weak and strong tags are told apart.',
  'm14.scope.02': 'If-None-Match is read as a list of tags or `*`, over several lines, and compared weakly.',
  'm14.scope.03':
    'A match yields 304 with the fields that RFC 9110 asks for and without content; for other methods 412.',
  'm14.scope.04': 'Responses that may be stored are, keyed by method, target and the fields that Vary names.',
  'm14.scope.05': 'Entries and octets have bounds that are never passed, shown over a million insertions.',
  'm14.scope.06': 'Age and freshness are computed as RFC 9111 says, by an explicit clock.',
  'm14.scope.07': 'All directives of RFC 9111 are read, case and quoting included, and unknown ones ignored.',
  'm14.scope.08': 'The entry that was used longest ago goes first, in constant time.',
  'm14.scope.09': 'Hits, misses, revalidations and evictions are counted and add up to the requests.',
  'm14.scope.10': 'no-store, no-cache, private and Authorization keep responses out of a shared cache.',
  'm14.scope.11': 'A successful unsafe request removes what is stored for its target.',
  'm14.scope.12': 'A list of targets is fetched at the start, in bounded parallel, before the first client.',
  'm14.explore.01':
    'Tags by hash (three algorithms), by time and size, and by version are compared by cost and by false matches.',
  'm14.explore.02':
    'The hit rate is plotted against the size of the cache for requests with a Zipf distribution.',
  'm14.explore.03': 'Memory of an entry beyond its content is measured for 100 to 100,000 entries.',
  'm14.explore.04':
    'Eviction by recency, frequency, size and at random are compared on the same three request logs.',
  'm14.explore.05': 'Invalidation by time, by event and by tag are compared by stale answers and by misses.',
  'm14.explore.06': 'Lookup time is plotted against the number of entries, with Vary of 0 to 3 fields.',
  'm14.explore.07': 'Time to answer and load of the origin are compared with the cache on and off.',
  'm14.observe.01': 'The hit rate is reported by second and by route.',
  'm14.observe.02': 'Answers from the cache and from the origin have a histogram of their own.',
  'm14.observe.03': 'Octets held are reported and equal the sum over the entries.',
  'm14.observe.04': 'Evictions are counted by reason, and the age of what was evicted is a histogram.',
  'm14.observe.05': 'Invalidations are counted by cause.',
  'm14.observe.06': 'The time to make a tag is reported for each octet of content.',
  'm14.failure.01': 'A response larger than the cache is passed on and not stored.',
  'm14.failure.02':
    'A response to a request with a field outside of the key never answers a request without it.',
  'm14.failure.03': 'An entry whose checksum is wrong is dropped and fetched anew.',
  'm14.failure.04': 'A thousand requests for one missing entry make one request to the origin.',
  'm14.failure.05':
    'After an unsafe request no stored answer to its target is served, whatever was under way.',
  'm14.failure.06':
    'Under memory pressure the cache gives up half of its octets within a second and goes on.',
  'm14.exit.01':
    'With a cache of 10 % of the objects and Zipf requests at least 90 % are hits, as predicted by the distribution within 2 %.',
  'm14.exit.02':
    'The median lookup takes less than 5 µs on a named machine, and less than 10 × a lookup in a Map in the same run.',
  'm14.exit.03':
    'Over a million requests octets held never pass the bound, and RSS stays within 1.5 × of it.',
  'm14.exit.04':
    'All required tests of http-tests/cache-tests pass, or the requirement that we read otherwise is named.',
  'm14.exit.05': 'Invalidating one of 100,000 entries takes less than 10 × the time for one of 100.'
})
