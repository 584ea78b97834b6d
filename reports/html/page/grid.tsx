import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Column, Ground } from '../data.ts'
import { Level, Mark } from './mark.tsx'
import { hrefTo } from './route.ts'
import { SectionName } from './section-name.tsx'
import { data, keyOf, nameOf, printing, runOf } from './state.ts'

/** Height of a row in pixels, for a mouse and for a finger; the style sheet says the same. */
const NARROW = matchMedia('(max-width: 640px)')
const height = (): number => (NARROW.matches ? 44 : 28)
/** Rows beyond the visible ones, so that scrolling shows no gaps. */
const MORE = 12

type Row = { readonly section: string } | { readonly index: number }

/**
 * Cases in rows, targets in columns. Only rows in sight are there, so that a thousand cases open at once. One cell takes part
 * in the order of tabs; arrow keys, Home, End, Page Up and Page Down go on from there, Enter opens.
 */
export function Grid({
  ground,
  columns,
  shown
}: {
  ground: Ground
  columns: readonly Column[]
  shown: readonly number[]
}) {
  const box = useRef<HTMLDivElement>(null)
  const [sight, setSight] = useState({ from: 0, to: 60 })
  /** Row (among the shown cases) and column of the cell with the focus; column -1 is the case itself. */
  const [at, setAt] = useState({ row: 0, column: -1 })
  const wanted = useRef(false)
  const rows = useMemo(() => {
    const made: Row[] = []
    let last = ''
    for (const index of shown) {
      const section = ground.cases[index]?.section ?? ''
      if (section !== last) made.push({ section })
      made.push({ index })
      last = section
    }
    return made
  }, [shown])
  /** Place of each shown case among the rows. */
  const places = useMemo(() => rows.flatMap((row, place) => ('index' in row ? [place] : [])), [rows])
  const look = (): void => {
    const { current } = box
    if (current === null) return
    const from = Math.max(0, Math.floor(current.scrollTop / height()) - MORE)
    const to = Math.ceil((current.scrollTop + current.clientHeight) / height()) + MORE
    setSight((now) => (now.from === from && now.to === to ? now : { from, to }))
  }
  useLayoutEffect(() => {
    if (box.current !== null) box.current.scrollTop = 0
    setAt({ row: 0, column: -1 })
    look()
    const observer = new ResizeObserver(look)
    if (box.current !== null) observer.observe(box.current)
    return () => observer.disconnect()
  }, [rows])
  useLayoutEffect(() => {
    if (!wanted.current) return
    wanted.current = false
    box.current?.querySelector<HTMLElement>('[tabindex="0"][data-cell]')?.focus({ preventScroll: true })
  })
  const go = (row: number, column: number): void => {
    const next = {
      row: Math.max(0, Math.min(places.length - 1, row)),
      column: Math.max(-1, Math.min(columns.length - 1, column))
    }
    const { current } = box
    const place = places[next.row]
    if (current === null || place === undefined) return
    const top = place * height()
    const head = current.querySelector<HTMLElement>('.head')?.offsetHeight ?? 0
    if (top < current.scrollTop) current.scrollTop = top
    else if (top + height() > current.scrollTop + current.clientHeight - head)
      current.scrollTop = top + height() - current.clientHeight + head
    wanted.current = true
    setAt(next)
    look()
  }
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / height()) - 2)
    const { row, column } = at
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      PageUp: [row - page, column],
      PageDown: [row + page, column],
      Home: [0, column],
      End: [places.length - 1, column]
    }
    const move = moves[event.key]
    if (move === undefined) return
    event.preventDefault()
    go(move[0], move[1])
  }
  const all = printing.value
  const from = all ? 0 : sight.from
  const to = all ? rows.length : sight.to
  const current = places[at.row]
  // Beside a single target there is room for what it did.
  const alone = columns.length === 1 ? columns[0] : undefined
  return (
    <div
      class={`grid${columns.length <= 8 ? ' few' : ''}`}
      ref={box}
      role="grid"
      aria-label="Verdicts: cases in rows, targets in columns"
      aria-rowcount={places.length + 1}
      aria-colcount={columns.length + (alone === undefined ? 1 : 2)}
      onScroll={look}
      onKeyDown={press}
      style={{ '--columns': columns.length }}
    >
      <div class="row head" role="row" aria-rowindex={1}>
        <span class="case" role="columnheader">
          case
        </span>
        {columns.map((column) => (
          <span
            key={keyOf(column)}
            class="cell"
            role="columnheader"
            title={`${nameOf(column)} ${runOf(column) ?? ''}`}
          >
            <bdi>{nameOf(column)}</bdi>
          </span>
        ))}
        {alone !== undefined && (
          <span class="came-here" role="columnheader">
            what it did
          </span>
        )}
      </div>
      <div class="space" style={{ height: `${from * height()}px` }} role="presentation" />
      {rows.slice(from, to).map((row, offset) => {
        const place = from + offset
        if ('section' in row)
          return (
            <div class="row section" key={`section ${row.section}`} role="row">
              <span role="gridcell" aria-colspan={columns.length + (alone === undefined ? 1 : 2)}>
                <SectionName section={row.section} link={false} />
              </span>
            </div>
          )
        const one = ground.cases[row.index]
        if (one === undefined) return null
        const number = places.indexOf(place)
        const stop = (column: number) => (place === current && column === at.column ? 0 : -1)
        const first = columns.find((column) => column.verdicts[row.index] !== null) ?? columns[0]
        return (
          <div class="row" key={row.index} role="row" aria-rowindex={number + 2}>
            <span class="case" role="rowheader">
              <Level one={one} />
              <a
                data-cell
                tabIndex={stop(-1)}
                href={hrefTo('case', [one.id, first === undefined ? '' : keyOf(first)])}
                title={one.id}
                onFocus={() => setAt({ row: number, column: -1 })}
              >
                <bdi>{one.title}</bdi>
              </a>
            </span>
            {columns.map((column, at) => {
              const verdict = column.verdicts[row.index] ?? undefined
              return (
                <span key={keyOf(column)} class="cell" role="gridcell">
                  {verdict === undefined ? (
                    <span data-cell tabIndex={stop(at)} aria-label={`${nameOf(column)}: no verdict`} />
                  ) : (
                    <a
                      data-cell
                      tabIndex={stop(at)}
                      href={hrefTo('case', [one.id, keyOf(column)])}
                      aria-label={`${nameOf(column)}: ${verdict.verdict}`}
                      title={`${nameOf(column)} ${verdict.verdict}: ${data.reasons[verdict.reason] ?? ''}`}
                      onFocus={() => setAt({ row: number, column: at })}
                    >
                      <Mark verdict={verdict.verdict} one={one} />
                    </a>
                  )}
                </span>
              )
            })}
            {alone !== undefined && (
              <span class="came-here" role="gridcell">
                <bdi>{data.reasons[alone.verdicts[row.index]?.reason ?? -1]}</bdi>
              </span>
            )}
          </div>
        )
      })}
      <div
        class="space"
        style={{ height: `${Math.max(0, rows.length - to) * height()}px` }}
        role="presentation"
      />
    </div>
  )
}
