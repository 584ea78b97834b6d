/** A value of peer.json that is not what it must be. The message begins with where in the file it stands. */
export class ShapeError extends Error {}

/** Checks one JSON value found at `where` and returns it typed, or throws ShapeError. */
export type Shape<T> = (value: unknown, where: string) => T

const kind = (value: unknown): string =>
  value === undefined
    ? 'missing'
    : value === null
      ? 'null'
      : Array.isArray(value)
        ? 'a list'
        : `a ${typeof value}`

const refuse = (where: string, expected: string, value: unknown): never => {
  throw new ShapeError(`${where} must be ${expected}, but is ${kind(value)}`)
}

export const text: Shape<string> = (value, where) =>
  typeof value === 'string' && value !== '' ? value : refuse(where, 'a string that is not empty', value)

export const anyText: Shape<string> = (value, where) =>
  typeof value === 'string' ? value : refuse(where, 'a string', value)

export const flag: Shape<boolean> = (value, where) =>
  typeof value === 'boolean' ? value : refuse(where, 'true or false', value)

export const oneOf =
  <T extends string>(...options: readonly T[]): Shape<T> =>
  (value, where) => {
    if (options.includes(value as T)) return value as T
    throw new ShapeError(
      `${where} must be one of ${options.join(', ')}, but is ${JSON.stringify(value) ?? 'missing'}`
    )
  }

export const list =
  <T>(item: Shape<T>, least = 0): Shape<readonly T[]> =>
  (value, where) => {
    if (!Array.isArray(value)) return refuse(where, 'a list', value)
    if (value.length < least) throw new ShapeError(`${where} must not be empty`)
    return value.map((each, index) => item(each, `${where}[${index}]`))
  }

export const record =
  <T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> =>
  (value, where) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return refuse(where, 'an object', value)
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, item(each, `${where}.${name}`)])
    )
  }

/** An object with exactly these members; one that is absent takes its value from `defaults`, or is refused. */
export const object =
  <T extends object>(
    members: { readonly [K in keyof T]-?: Shape<Exclude<T[K], undefined>> },
    defaults: { readonly [K in keyof T]?: T[K] | undefined } = {}
  ): Shape<T> =>
  (value, where) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return refuse(where, 'an object', value)
    const given = value as Record<string, unknown>
    const at = (name: string) => (where === '' ? name : `${where}.${name}`)
    for (const name of Object.keys(given)) {
      if (!Object.hasOwn(members, name)) throw new ShapeError(`${at(name)} is not known`)
    }
    const result: Record<string, unknown> = {}
    for (const [name, shape] of Object.entries(members) as [keyof T & string, Shape<unknown>][]) {
      if (given[name] === undefined && Object.hasOwn(defaults, name)) {
        if (defaults[name] !== undefined) result[name] = defaults[name]
      } else {
        result[name] = shape(given[name], at(name))
      }
    }
    return result as T
  }
