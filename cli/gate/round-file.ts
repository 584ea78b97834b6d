import { extname } from 'node:path'

/** Where the log of a round goes: `run.jsonl`, `run.2.jsonl`, `run.3.jsonl`. */
export function roundFile(first: string, round: number): string {
  if (round === 0) return first
  const ending = extname(first)
  return `${first.slice(0, first.length - ending.length)}.${round + 1}${ending}`
}
