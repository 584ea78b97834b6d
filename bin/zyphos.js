#!/usr/bin/env node
// In a checkout the sources run as they are, so that an edit needs no build; an installed package holds `dist` only.
import { existsSync } from 'node:fs'

if (existsSync(new URL('../cli/main.ts', import.meta.url))) {
  const { runSources } = await import('./run-sources.js')
  await runSources()
} else {
  await import(new URL('../dist/cli/main.js', import.meta.url).href)
}
