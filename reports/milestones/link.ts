/** What shows an item. Every link is checked by a test: it must lead to something that exists. */
export type Link =
  /** Cases and invariants whose id matches; `*` stands for any characters. */
  | { readonly kind: 'cases'; readonly glob: string }
  /** A test: its file, and the beginning of its title as it stands in the source, or of a `describe` around it. */
  | { readonly kind: 'test'; readonly file: string; readonly title: string }
  /** A measurement: `npm run bench NAME`. */
  | { readonly kind: 'bench'; readonly name: string }
  /** An experiment, or another page for readers. */
  | { readonly kind: 'page'; readonly file: string }
  /** The criterion of the same id in `criteria/`: a claim with a threshold, measured by `npm run milestones`. */
  | { readonly kind: 'criterion' }

export const cases = (glob: string): Link => ({ kind: 'cases', glob })
export const test = (file: string, title: string): Link => ({ kind: 'test', file, title })
export const bench = (name: string): Link => ({ kind: 'bench', name })
export const page = (file: string): Link => ({ kind: 'page', file })
export const criterion: Link = { kind: 'criterion' }

/** An experiment has a bench and a page of the same name. */
export const experiment = (name: string): readonly Link[] => [
  bench(`http2/${name}`),
  page(`docs/experiments/${name}.md`)
]
