import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { signatureOf } from './signature.js'

/** Where scripts are kept; what stands there can be removed at any time. */
const folder = fileURLToPath(new URL('../node_modules/.cache/zyphos', import.meta.url))
const index = join(folder, 'bundle.json')
const fileOf = (key) => join(folder, `${key}.cjs`)
const codeOf = (key, command, long) =>
  join(folder, `${key}-${command.replace(/[^a-z0-9-]/g, '_').slice(0, 30)}${long ? '-long' : ''}.code`)

/** The script that is kept, when all that went into it is still as it was. */
export function storedBundle() {
  try {
    const { inputs, signature, key } = JSON.parse(readFileSync(index, 'utf8'))
    if (signatureOf(inputs) !== signature) return undefined
    const text = readFileSync(fileOf(key), 'utf8')
    return keyOf(text) === key ? { file: fileOf(key), text, key } : undefined
  } catch {
    return undefined
  }
}

/** Keeps a script in place of the one before, where that is possible, and gives it back. */
export function storeBundle(made) {
  if (made === undefined) return undefined
  const { text, inputs, signature } = made
  const key = keyOf(text)
  if (signature !== undefined)
    attempt(() => {
      mkdirSync(folder, { recursive: true })
      put(fileOf(key), text)
      put(index, JSON.stringify({ key, signature, inputs }))
      for (const name of readdirSync(folder))
        if (name !== 'bundle.json' && !name.startsWith(key)) rmSync(join(folder, name), { force: true })
    })
  return { file: fileOf(key), text, key }
}

/** Compiled code of a script: of a long run where there was one. */
export function storedCode(key, command) {
  for (const long of [true, false])
    try {
      return { data: readFileSync(codeOf(key, command, long)), long }
    } catch {
      continue
    }
  return undefined
}

/** Keeps compiled code for a script that is kept. */
export function storeCode(key, command, long, data) {
  attempt(() => {
    if (readdirSync(folder).includes(`${key}.cjs`)) put(codeOf(key, command, long), data)
  })
}

/** The engine looks no further than at a script's length: the name of compiled code must say which script it is of. */
const keyOf = (text) => createHash('sha256').update(text).digest('hex').slice(0, 32)

/** Writes a file so that no reader ever sees half of it. */
function put(file, content) {
  const fresh = `${file}.${process.pid}`
  writeFileSync(fresh, content)
  renameSync(fresh, file)
}

/** A folder that cannot be written costs time, nothing else. */
function attempt(act) {
  try {
    act()
  } catch {
    return
  }
}
