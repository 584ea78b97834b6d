import type { WriteReport } from './format.ts'

/** The report formats that are written to a stream, each loaded when it is asked for. HTML is a file of its own (html/). */
export const formats: Readonly<Record<string, () => Promise<WriteReport>>> = {
  terminal: async () => (await import('./terminal/write-terminal.ts')).writeTerminal,
  junit: async () => (await import('./junit/write-junit.ts')).writeJunit,
  sarif: async () => (await import('./sarif/write-sarif.ts')).writeSarif,
  markdown: async () => (await import('./markdown/write-markdown.ts')).writeMarkdown,
  json: async () => (await import('./json/write-json.ts')).writeJson,
  tap: async () => (await import('./tap/write-tap.ts')).writeTap
}
