// The entry of the program: everything that concerns the process as a whole, and nothing else.
import { guardProcess } from './guard-process.ts'
import { zyphos } from './zyphos.ts'

const terminal = { out: process.stdout, err: process.stderr, env: process.env }
guardProcess(terminal)
void zyphos(process.argv.slice(2), terminal).then((status) => {
  process.exitCode = status
  // Whatever a target left open must not keep the program alive; what was written is flushed first.
  process.stdout.write('', () => process.stderr.write('', () => process.exit()))
})
