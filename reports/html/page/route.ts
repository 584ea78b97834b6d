/** Where the reader is: a view, and what it is to show. Everything stands in the URL's fragment, so that it can be shared. */
export interface Route {
  readonly view: 'overview' | 'matrix' | 'case' | 'requirements' | 'compare' | 'runs'
  /** Words behind the view: a case id, a column's key … */
  readonly path: readonly string[]
  readonly query: URLSearchParams
}

const VIEWS: readonly Route['view'][] = ['overview', 'matrix', 'case', 'requirements', 'compare', 'runs']

/** The route of a fragment; one that nobody wrote leads to the overview. */
export function readRoute(fragment: string): Route {
  const [path = '', query = ''] = fragment.replace(/^#?\/?/, '').split('?', 2)
  const [view = '', ...words] = path.split('/').map(decoded)
  const known = VIEWS.find((one) => one === view)
  return {
    view: known ?? 'overview',
    path: known === undefined ? [] : words,
    query: new URLSearchParams(query)
  }
}

/** The fragment of a route. */
export function hrefTo(view: Route['view'], path: readonly string[] = [], query?: URLSearchParams): string {
  const words = [view === 'overview' ? '' : view, ...path.map(encodeURIComponent)]
  const rest = query?.toString() ?? ''
  return `#/${words.join('/')}${rest === '' ? '' : `?${rest}`}`
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word)
  } catch {
    return word
  }
}
