#!/usr/bin/env node
// In a checkout the sources run as they are (tsx), so that an edit needs no build; an installed package holds `dist` only.
import { existsSync } from 'node:fs'

const source = new URL('../cli/main.ts', import.meta.url)
if (existsSync(source)) {
  const { register } = await import('tsx/esm/api')
  register()
  await import(source.href)
} else {
  await import(new URL('../dist/cli/main.js', import.meta.url).href)
}
