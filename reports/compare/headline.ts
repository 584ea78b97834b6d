import type { Change } from './comparison.ts'

/** What a change is called above its cases. */
export const HEADLINES: Readonly<Record<Change, string>> = {
  broke: 'broke: conformed before, violates now',
  'newly violated': 'newly violated: could not be judged before',
  fixed: 'fixed: violated before, conforms now',
  changed: 'changed its answer: the same verdict, reached in another way',
  lost: 'lost: was judged before, cannot be judged now',
  gained: 'gained: could not be judged before, conforms now',
  'other case': 'not comparable: the case itself was changed between the runs'
}
