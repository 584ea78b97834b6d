import { defineRules, type RuleSet } from '../rules.ts'

/** What the URI parser enforces (RFC 3986), and how else a program might read it. */
export const uriRules = defineRules({
  uriScheme: {
    kind: 'guard',
    requirements: ['rfc3986-3-1', 'rfc3986-3.1-4'],
    level: 'MUST',
    readings: {
      enforce: 'refuses a scheme that is not a letter followed by letters, digits, "+", "-" and "."',
      ignored: 'takes whatever stands before the first colon for the scheme'
    }
  },
  uriColonInFirstSegment: {
    kind: 'guard',
    requirements: ['rfc3986-4.2-1'],
    level: 'MUST',
    readings: {
      enforce: 'refuses a relative reference whose first segment holds a colon',
      ignored: 'takes it for a path'
    }
  },
  uriOctets: {
    kind: 'guard',
    requirements: ['rfc3986-2-2', 'rfc9110-2.2-1'],
    level: 'MUST',
    readings: {
      enforce: 'refuses octets that the grammar of a component does not have',
      ignored: 'accepts any octet'
    }
  },
  uriPercentEncoding: {
    kind: 'guard',
    requirements: ['rfc3986-2.4-2'],
    level: 'MUST',
    readings: {
      enforce: 'refuses a percent sign without two hexadecimal digits after it',
      ignored: 'takes the percent sign for data'
    }
  },
  uriHost: {
    kind: 'guard',
    requirements: ['rfc3986-3.2.2-2', 'rfc3986-2-2'],
    level: 'MUST',
    readings: {
      enforce: 'refuses a host that is neither an IP literal in brackets nor a name',
      ignored: 'accepts any host',
      refusesLiterals: 'refuses IPv6 addresses, too'
    },
    overreach: 'refusesLiterals'
  },
  uriPort: {
    kind: 'guard',
    requirements: ['rfc3986-2-2', 'rfc9110-2.2-1'],
    level: 'MUST',
    readings: {
      enforce: 'refuses a port that is not decimal digits',
      ignored: 'accepts any port'
    }
  },
  uriPathAfterAuthority: {
    kind: 'guard',
    requirements: ['rfc3986-3-2', 'rfc3986-3.2-3', 'rfc3986-3.3-1'],
    level: 'MUST',
    readings: {
      enforce: 'a path beside an authority is empty or starts with a slash',
      ignored: 'joins them as they are'
    }
  }
})

export type UriRules = typeof uriRules
export type UriRuleName = keyof UriRules
export type UriRuleSet = RuleSet<UriRules>
