import { defineRules, type RuleSet } from '../rules.ts'

/** What an origin server does with conditions, ranges and preferences (RFC 9110, sections 12 to 15). */
export const semanticRules = defineRules({
  ifMatchStrong: {
    kind: 'duty',
    requirements: ['rfc9110-13.1.1-1'],
    level: 'MUST',
    readings: { enforce: 'compares If-Match strongly', weak: 'compares it weakly' }
  },
  ifMatchEvaluated: {
    kind: 'duty',
    requirements: ['rfc9110-13.1.1-2', 'rfc9110-13.1.1-3'],
    level: 'MUST',
    readings: { enforce: 'refuses what If-Match does not allow', ignored: 'ignores If-Match' }
  },
  ifNoneMatchWeak: {
    kind: 'duty',
    requirements: ['rfc9110-13.1.2-1'],
    level: 'MUST',
    readings: { enforce: 'compares If-None-Match weakly', strong: 'compares it strongly' }
  },
  ifNoneMatchEvaluated: {
    kind: 'duty',
    requirements: ['rfc9110-13.1.2-3', 'rfc9110-13.1.2-4'],
    level: 'MUST',
    readings: {
      enforce: 'answers 304 to GET and HEAD, and 412 to others, where If-None-Match matches',
      ignored: 'ignores it',
      always304: 'answers 304 whatever the method'
    }
  },
  ifModifiedSinceSecond: {
    kind: 'duty',
    requirements: ['rfc9110-13.1.3-1', 'rfc9110-13.2.2-1'],
    level: 'MUST',
    readings: {
      enforce: 'ignores If-Modified-Since beside If-None-Match',
      evaluated: 'evaluates both'
    }
  },
  ifModifiedSinceEvaluated: {
    kind: 'duty',
    requirements: ['rfc9110-13.1.3-5'],
    level: 'SHOULD',
    readings: { enforce: 'answers 304 where nothing has changed since', ignored: 'ignores If-Modified-Since' }
  },
  ifModifiedSinceMethod: {
    kind: 'duty',
    requirements: ['rfc9110-13.1.3-2'],
    level: 'MUST',
    readings: {
      enforce: 'ignores If-Modified-Since with methods other than GET and HEAD',
      evaluated: 'evaluates it with any'
    }
  },
  ifUnmodifiedSinceSecond: {
    kind: 'duty',
    requirements: ['rfc9110-13.1.4-1', 'rfc9110-13.2.2-1'],
    level: 'MUST',
    readings: { enforce: 'ignores If-Unmodified-Since beside If-Match', evaluated: 'evaluates both' }
  },
  ifUnmodifiedSinceEvaluated: {
    kind: 'duty',
    requirements: ['rfc9110-13.1.4-5', 'rfc9110-13.1.4-6'],
    level: 'MUST',
    readings: { enforce: 'refuses what has changed since', ignored: 'ignores If-Unmodified-Since' }
  },
  dateFormats: {
    kind: 'duty',
    requirements: ['rfc9110-5.6.7-1'],
    level: 'MUST',
    readings: { enforce: 'reads dates in all three formats', fixdate: 'reads IMF-fixdate only' },
    overreach: 'fixdate'
  },
  ifRangeEvaluated: {
    kind: 'duty',
    requirements: ['rfc9110-13.1.5-6', 'rfc9110-13.1.5-7'],
    level: 'MUST',
    readings: {
      enforce: 'sends the whole where If-Range does not match, strongly',
      ignored: 'sends the range whatever it says',
      weak: 'compares it weakly'
    }
  },
  rangeMethod: {
    kind: 'duty',
    requirements: ['rfc9110-14.2-2'],
    level: 'MUST',
    readings: { enforce: 'ignores Range with methods other than GET', evaluated: 'answers HEAD with 206' }
  },
  rangeUnit: {
    kind: 'duty',
    requirements: ['rfc9110-14.2-3'],
    level: 'MUST',
    readings: { enforce: 'ignores units other than bytes', refused: 'answers 416' },
    overreach: 'refused'
  },
  rangeSatisfied: {
    kind: 'duty',
    requirements: ['rfc9110-14.2-9', 'rfc9110-15.3.7.1-1'],
    level: 'SHOULD',
    readings: {
      enforce: 'sends the ranges that were asked for, and says which',
      ignored: 'sends the whole (allowed)',
      unsaid: 'sends no Content-Range',
      offByOne: 'sends one octet less than was asked for'
    }
  },
  rangeUnsatisfiable: {
    kind: 'duty',
    requirements: ['rfc9110-14.2-10', 'rfc9110-14.4-6', 'rfc9110-15.5.17-1'],
    level: 'SHOULD',
    readings: {
      enforce: 'answers 416 with the length where no range is there',
      ignored: 'sends the whole (allowed)'
    }
  },
  rangeMultipart: {
    kind: 'duty',
    requirements: ['rfc9110-15.3.7.2-1', 'rfc9110-15.3.7.2-2', 'rfc9110-15.3.7.2-3', 'rfc9110-15.3.7.2-6'],
    level: 'MUST',
    readings: {
      enforce: 'sends several ranges as multipart/byteranges, one as it is',
      always: 'sends one range as multipart, too',
      first: 'sends the first of several only (allowed)'
    }
  },
  notModifiedFields: {
    kind: 'duty',
    requirements: ['rfc9110-15.4.5-1'],
    level: 'MUST',
    readings: { enforce: 'sends the validators with 304', omitted: 'sends none' }
  }
})

export type SemanticRules = typeof semanticRules
export type SemanticRuleSet = RuleSet<SemanticRules>
