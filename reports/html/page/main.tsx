import { render } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { CasePage } from './case-page.tsx'
import { Compare } from './compare-view.tsx'
import { Matrix } from './matrix.tsx'
import { openData } from './open-data.ts'
import { Overview } from './overview.tsx'
import { Requirements } from './requirements-view.tsx'
import { hrefTo, type Route } from './route.ts'
import { Runs } from './runs-view.tsx'
import { data, follow, route, show } from './state.ts'
import './style.css'

const VIEWS: readonly { readonly view: Route['view']; readonly name: string }[] = [
  { view: 'overview', name: 'Overview' },
  { view: 'matrix', name: 'Cases' },
  { view: 'requirements', name: 'Requirements' },
  { view: 'compare', name: 'Compare' },
  { view: 'runs', name: 'Runs' }
]

function View() {
  switch (route.value.view) {
    case 'overview':
      return <Overview />
    case 'matrix':
      return <Matrix />
    case 'case':
      return <CasePage />
    case 'requirements':
      return <Requirements />
    case 'compare':
      return <Compare />
    case 'runs':
      return <Runs />
  }
}

function App() {
  const { view, path } = route.value
  const place = [view, ...path].join('/')
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  useEffect(() => {
    const heading = main.current?.querySelector('h1')?.textContent ?? ''
    document.title = `${heading} – Zyphos`
    // A reader of the screen is told of a new view by its heading.
    if (!first.current) {
      scrollTo(0, 0)
      main.current?.focus({ preventScroll: true })
    }
    first.current = false
  }, [place])
  const problems = data.files.reduce((sum, file) => sum + file.problemCount, 0)
  const current = view === 'case' ? 'matrix' : view
  const views = VIEWS.filter((one) => one.view !== 'compare' || data.columns.length > 1)
  return (
    <>
      <button
        type="button"
        class="skip"
        onClick={() => {
          main.current?.focus()
          main.current?.scrollIntoView()
        }}
      >
        Skip to the content
      </button>
      <header>
        <span class="brand">Zyphos</span>
        <nav aria-label="Views">
          {views.map((one) => (
            <a
              key={one.view}
              href={hrefTo(one.view)}
              aria-current={current === one.view ? 'page' : undefined}
            >
              {one.name}
            </a>
          ))}
        </nav>
        {problems > 0 && (
          <a class="alarm" href={hrefTo('runs')}>
            {problems} {problems === 1 ? 'line' : 'lines'} unread
          </a>
        )}
      </header>
      <main ref={main} tabIndex={-1} id="main">
        <View />
      </main>
    </>
  )
}

const root = document.getElementById('app') as HTMLElement
openData().then(
  (opened) => {
    show(opened)
    follow()
    root.replaceChildren()
    render(<App />, root)
  },
  (error: unknown) => {
    root.textContent = `This report cannot be shown: ${error instanceof Error ? error.message : String(error)}`
  }
)
