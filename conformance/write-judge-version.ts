// Run behind a build: notes the version of the judge beside what was built of it.
import { writeFileSync } from 'node:fs'
import { ofSources } from './judge-version.ts'

writeFileSync(
  new URL('../dist/conformance/judge-version.json', import.meta.url),
  `${JSON.stringify({ judge: ofSources() })}\n`
)
