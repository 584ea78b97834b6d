import { computed, signal } from '@preact/signals'
import type { Column, Ground, ReportData } from '../data.ts'
import { readRoute, type Route } from './route.ts'

/** What the page shows: set once, before the first view. */
export let data: ReportData = undefined as unknown as ReportData
let keys: readonly string[] = []

export function show(opened: ReportData): void {
  data = opened
  keys = columnKeys(opened.columns)
}

const fragment = signal('')

/** Where the reader is. */
export const route = computed<Route>(() => readRoute(fragment.value))

export function follow(): void {
  fragment.value = location.hash
  addEventListener('hashchange', () => (fragment.value = location.hash))
}

/** Changes the address without a new entry in the history, for filters. */
export function replaceRoute(href: string): void {
  history.replaceState(null, '', href)
  fragment.value = href
}

/** Words by which columns stand in addresses: the target's name, with a number where several have it. */
function columnKeys(columns: readonly Column[]): string[] {
  const seen = new Map<string, number>()
  return columns.map(({ target }) => {
    const word = target.replace(/[^A-Za-z0-9._-]+/g, '_').slice(0, 40) || 'target'
    const count = (seen.get(word) ?? 0) + 1
    seen.set(word, count)
    return count === 1 ? word : `${word}~${count}`
  })
}

export const keyOf = (column: Column): string => keys[data.columns.indexOf(column)] ?? ''
export const columnOf = (key: string | undefined): Column | undefined => data.columns[keys.indexOf(key ?? '')]
export const groundOf = (column: Column): Ground => data.grounds[column.ground] as Ground
const SIBLINGS = new Map<number, readonly Column[]>()
/** The columns of a ground; the same list each time. */
export function columnsOf(ground: Ground): readonly Column[] {
  const index = data.grounds.indexOf(ground)
  const known = SIBLINGS.get(index) ?? data.columns.filter((column) => column.ground === index)
  SIBLINGS.set(index, known)
  return known
}

/** What a target is called; several runs of one are told apart by when they began. */
export function nameOf(column: Column): string {
  return [column.target, column.version].filter((word) => word !== undefined).join(' ')
}
export function runOf(column: Column): string | undefined {
  const alike = data.columns.filter((one) => one.ground === column.ground && nameOf(one) === nameOf(column))
  if (alike.length < 2) return undefined
  const time = column.started?.replace('T', ' ').slice(0, 16)
  const sameTime = alike.filter(({ started }) => started?.slice(0, 16) === column.started?.slice(0, 16))
  return [time, ...(sameTime.length > 1 ? [data.files[column.file]?.name] : [])].filter(Boolean).join(', ')
}

export const groundName = ({ suite, role }: Ground): string =>
  `${suite.replace(/^http(\d)$/, 'HTTP/$1').replace(/^http1$/, 'HTTP/1.1')} ${role}`

/** Set while the page is printed: nothing is left out that scrolling would bring. */
export const printing = signal(false)
addEventListener('beforeprint', () => (printing.value = true))
addEventListener('afterprint', () => (printing.value = false))
