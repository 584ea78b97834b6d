import { z } from 'zod'
import { suites } from '../../conformance/suites.ts'
import { suggestion } from '../nearest.ts'
import { printable } from '../printable.ts'
import { ConfigError } from './config-error.ts'
import { configSchema, type Config } from './schema.ts'

type Path = readonly PropertyKey[]

/**
 * A value as a configuration. Throws a ConfigError that names the first thing that is wrong by its path, the nearest name
 * there is, and, where it can be found in the text of the file, its line.
 */
export function checkConfig(value: unknown, file: string, text = ''): Config {
  const fail = (path: Path, what: string): never => {
    const line = lineOf(path, text)
    const place = path.length === 0 ? '' : `${printable(path.map(String).join('.'))} `
    throw new ConfigError(`${printable(file)}${line === undefined ? '' : `:${line}`}: ${place}${what}`)
  }
  const parsed = configSchema.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    if (issue === undefined) return fail([], 'is no configuration.')
    if (issue.code === 'unrecognized_keys') {
      const name = issue.keys[0] ?? ''
      return fail([...issue.path, name], `is not known.${suggestion(name, namesAt(issue.path))}`)
    }
    return fail(issue.path, sentence(issue, value))
  }
  const config = parsed.data as Config
  const names = [...new Set(suites.map(({ name }) => name))]
  for (const [name, { targets = [] }] of Object.entries(config.suites ?? {})) {
    if (!names.includes(name)) fail(['suites', name], `is no suite.${suggestion(name, names)}`)
    for (const [index, target] of targets.entries())
      if (!Object.hasOwn(config.targets, target))
        fail(
          ['suites', name, 'targets', index],
          `names no target: ${printable(target)}.${suggestion(target, Object.keys(config.targets))}`
        )
  }
  if (Object.keys(config.targets).length === 0) fail(['targets'], 'names no target.')
  return config
}

function sentence(issue: z.core.$ZodIssue, root: unknown): string {
  const value = issue.path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
    root
  )
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined && issue.path.length > 0
        ? 'is missing.'
        : `is to be ${article(issue.expected)}, not ${shown(value)}.`
    case 'invalid_value': {
      const values = issue.values.map(String)
      return `is to be one of ${values.join(', ')}, not ${shown(value)}.${nearestOf(value, values)}`
    }
    case 'too_small':
    case 'too_big':
      return typeof value === 'string' ? 'is empty.' : `is out of range: ${shown(value)}.`
    case 'invalid_format':
    case 'custom':
      return `${issue.message}${issue.code === 'custom' ? '' : `, not ${shown(value)}`}.`
    default:
      return `cannot be taken: ${printable(issue.message)}.`
  }
}

const article = (type: string): string =>
  type === 'record' || type === 'object'
    ? 'an object'
    : type === 'array'
      ? 'a list'
      : type === 'int'
        ? 'a whole number'
        : `a ${type}`

function shown(value: unknown): string {
  const text = typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value))
  return printable(text.length > 80 ? `${text.slice(0, 80)}…` : text)
}

function nearestOf(value: unknown, values: readonly string[]): string {
  const near = typeof value === 'string' ? suggestion(value, values) : ''
  return near.startsWith(' Did') ? near : ''
}

/** The names that an object of the configuration may have. */
function namesAt(path: Path): string[] {
  let schema: unknown = configSchema
  for (const key of path) {
    schema = unwrapped(schema)
    if (schema instanceof z.ZodObject) schema = (schema.shape as Record<PropertyKey, unknown>)[key]
    else if (schema instanceof z.ZodRecord) schema = schema.valueType
    else if (schema instanceof z.ZodArray) schema = schema.element
  }
  const at = unwrapped(schema)
  return at instanceof z.ZodObject ? Object.keys(at.shape) : []
}

const unwrapped = (schema: unknown): unknown => (schema instanceof z.ZodOptional ? schema.unwrap() : schema)

/** Where the last name of a path stands in the text, when it stands there once behind the names before it. */
function lineOf(path: Path, text: string): number | undefined {
  const names = path.filter((key) => typeof key === 'string')
  if (names.length === 0) return undefined
  let from = 0
  for (const name of names) {
    const word = escaped(name)
    const pattern = new RegExp(`(^|[\\s{,])(?:${word}|'${word}'|"${word}")\\s*[:,}(]`, 'gm')
    pattern.lastIndex = from
    const found = pattern.exec(text)
    if (found === null) return undefined
    from = found.index + (found[1]?.length ?? 0)
  }
  return text.slice(0, from + 1).split('\n').length
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
