import type { ReportData } from '../data.ts'
import type { StoredEntry } from '../../../lab/log-line.ts'
import type { Entry, Trace } from '../../../lab/trace.ts'

/** Text of a raw deflate stream in base64, as it stands in an element that is no markup and no script. */
async function inflate(id: string): Promise<string> {
  const element = document.getElementById(id)
  if (element === null) throw new Error(`A part of this file is missing (${id}).`)
  const stream = new Blob([octetsOf(element.textContent ?? '')])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
  return new Response(stream).text()
}

function octetsOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64)
  const octets = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) octets[index] = text.charCodeAt(index)
  return octets
}

export async function openData(): Promise<ReportData> {
  return JSON.parse(await inflate('data')) as ReportData
}

/** Chunks that were opened last, with the entries of their traces. */
const open = new Map<number, Promise<readonly (readonly StoredEntry[])[]>>()
const MOST_OPEN = 6

/** The trace of that number; undefined when its chunk was left out of the file. */
export async function openTrace(data: ReportData, number: number): Promise<Trace | undefined> {
  const next = data.chunks.findIndex((first) => first > number)
  const chunk = next === -1 ? data.chunks.length - 1 : next - 1
  if (data.leftOut.includes(chunk)) return undefined
  const known =
    open.get(chunk) ??
    whole().then(async () => JSON.parse(await inflate(`chunk-${chunk}`)) as StoredEntry[][])
  open.delete(chunk)
  open.set(chunk, known)
  for (const oldest of open.keys()) if (open.size > MOST_OPEN) open.delete(oldest)
  const entries = (await known)[number - (data.chunks[chunk] ?? 0)]
  return entries === undefined ? undefined : { entries: entries.map(restore) }
}

const restore = (entry: StoredEntry): Entry =>
  ('octets' in entry ? { ...entry, octets: octetsOf(entry.octets) } : entry) as Entry

/** The first view is shown before the file has been read to its end: chunks stand behind the page. */
function whole(): Promise<void> {
  if (document.readyState !== 'loading') return Promise.resolve()
  return new Promise((resolve) =>
    document.addEventListener('DOMContentLoaded', () => resolve(), { once: true })
  )
}
