import { rename, rm, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'
import { bundlePage } from './bundle-page.ts'
import type { ReportData } from './data.ts'
import { fitChunks } from './fit-chunks.ts'
import { gather } from './gather.ts'
import { htmlFile } from './html-file.ts'
import { reportData } from './report-data.ts'

export interface HtmlOptions {
  /** Octets that the file may have; traces that do not fit are left out, those of conforming cases first. */
  readonly budget?: number
  readonly now?: Date
}

/** What a report may weigh unless said otherwise: it is to be mailed, and attached to a build. */
const BUDGET = 25_000_000

/**
 * Writes the report of run logs as one HTML file that needs no network. Logs that are cut off or damaged are shown as far as
 * they can be read, with the lines that cannot. A file that is there is replaced only when the new one is complete. Throws
 * UnreadableLog when a log cannot be read, and the file system's errors when the report cannot be written.
 */
export async function writeHtml(
  runs: readonly string[],
  out: string,
  { budget = BUDGET, now = new Date() }: HtmlOptions = {}
): Promise<void> {
  const [page, gathered] = await Promise.all([bundlePage(), gather(runs)])
  const chunks = await gathered.store.chunks()
  const firsts = chunks.map(({ first }) => first)
  const all = reportData(gathered, firsts, [], budget, now)
  let file = { page, data: all, base64: await compressed(all) }
  const { kept, leftOut } = fitChunks(chunks, gathered.columns, budget - sizeOf(file))
  if (leftOut.length > 0) {
    const data = { ...all, leftOut }
    file = { page, data, base64: await compressed(data) }
  }
  const unfinished = `${out}.${process.pid}.part`
  try {
    await writeFile(unfinished, htmlFile({ ...file, chunks: kept }))
    await rename(unfinished, out)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** What a file takes without traces, with some to spare for the list of those that are left out. */
const sizeOf = (file: Omit<Parameters<typeof htmlFile>[0], 'chunks'>): number =>
  htmlFile({ ...file, chunks: [] }).length + 20_000

const compress = promisify(deflateRaw)

async function compressed(data: ReportData): Promise<string> {
  return (await compress(JSON.stringify(data), { level: 6 })).toString('base64')
}
