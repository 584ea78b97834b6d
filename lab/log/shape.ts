import { KNOWN_FORMATS, type LogLine } from '../log-line.ts'

/** What is wrong with a value, or undefined when nothing is. */
type Check = (value: unknown) => string | undefined

const text: Check = (value) => (typeof value === 'string' ? undefined : 'is not a string')
const number: Check = (value) => (typeof value === 'number' ? undefined : 'is not a number')
const count: Check = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? undefined : 'is not a count'
const matches =
  (pattern: RegExp, what: string): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? undefined : `is not ${what}`
/** Characters from which on decoding and encoding again takes less time than looking at each. */
const LONG = 512

/** Whether a text is base64 with no padding in it. */
const isBase64 = (text: string): boolean =>
  text.length < LONG ? !/[^A-Za-z0-9+/]/.test(text) : Buffer.from(text, 'base64').toString('base64') === text

/** No pattern over the whole: that would need a stack as deep as the text is long. */
const base64: Check = (value) =>
  typeof value === 'string' &&
  value.length % 4 === 0 &&
  isBase64(value.slice(0, -4)) &&
  !/[^A-Za-z0-9+/]/.test(value.slice(-4, -2)) &&
  /^[A-Za-z0-9+/]{0,2}$|^[A-Za-z0-9+/]?=$|^==$/.test(value.slice(-2))
    ? undefined
    : 'is not base64'
const time = matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/, 'a time in UTC')
const orElse =
  (check: Check, other: unknown): Check =>
  (value) =>
    value === other ? undefined : check(value)
const whole: Check = (value) => (Number.isSafeInteger(value) ? undefined : 'is not a whole number')

const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value) ? undefined : `is none of ${values.map((one) => JSON.stringify(one)).join(', ')}`

const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined ? undefined : check(value)

const list =
  (check: Check): Check =>
  (value) => {
    if (!Array.isArray(value)) return 'is not a list'
    for (let index = 0; index < value.length; index++) {
      const wrong = check(value[index])
      if (wrong !== undefined) return `[${index}] ${wrong}`
    }
    return undefined
  }

const object = (shape: Readonly<Record<string, Check>>): Check => {
  // Every line of a log of millions passes here: what can be listed once is.
  const names = Object.keys(shape)
  const checks = Object.values(shape)
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'is not an object'
    for (let index = 0; index < names.length; index++) {
      const wrong = checks[index]?.((value as Record<string, unknown>)[names[index] as string])
      if (wrong !== undefined) return `.${names[index]} ${wrong}`
    }
    return undefined
  }
}

const anyObject = object({})
const listOfTexts = list(text)
const texts: Check = (value) =>
  anyObject(value) ?? listOfTexts(Object.values(value as object))?.replace(/^\[\d+\]/, 'has a value that')

/** The checks of objects by their kind. */
function checksOf(
  shapes: Readonly<Record<string, Readonly<Record<string, Check>>>>
): ReadonlyMap<string, Check> {
  return new Map(Object.entries(shapes).map(([kind, shape]) => [kind, object(shape)]))
}

const by = oneOf('lab', 'target')
const patience = oneOf('answer', 'quiet', 'own')
const octets = { octets: base64 }
const endpoint = optional(object({ address: text, port: count }))
const ended = { by, reason: optional(text) }
const waited = { waited: number, patience }

const tls = object({
  protocol: text,
  cipher: text,
  alpn: orElse(text, false),
  offered: optional(list(text)),
  servername: optional(text),
  keyLog: optional(list(text))
})

/** The parts of a trace entry by its kind, beside those that all have. */
const ENTRIES: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  open: { tls: optional(tls), local: endpoint, remote: endpoint },
  refused: { reason: text },
  sent: { ...octets, auto: optional(oneOf(true)) },
  received: octets,
  elided: { by, length: count, hash: text },
  unsent: { length: count },
  fin: ended,
  rst: ended,
  met: waited,
  deadline: waited,
  unresolved: { reason: text },
  exit: { status: orElse(whole, null), signal: orElse(text, null), output: optional(text) },
  record: { by, ...octets },
  sample: { resident: number, cpu: number }
}

const anyEntry = object({ at: number, on: text, step: count, kind: oneOf(...Object.keys(ENTRIES)) })
const entries = checksOf(ENTRIES)
const entry: Check = (value) => anyEntry(value) ?? entries.get((value as { kind: string }).kind)?.(value)

const role = oneOf('server', 'client', 'intermediary')
const verdict = oneOf('conforms', 'violates', 'inconclusive', 'unsupported')
const evidence = object({
  control: optional(text),
  probe: optional(text),
  decidedIn: oneOf('control', 'probe'),
  entries: list(count),
  kinds: optional(list(text))
})
const shard = object({ index: count, of: count, cases: count, selection: text })

const LINES: Readonly<Record<LogLine['type'], Readonly<Record<string, Check>>>> = {
  run: {
    format: oneOf(...KNOWN_FORMATS),
    tool: text,
    suite: text,
    role,
    cases: count,
    started: time,
    id: optional(text),
    judge: optional(text),
    shard: optional(shard),
    command: optional(list(text))
  },
  target: {
    target: text,
    version: optional(text),
    role,
    url: optional(text),
    roundTrip: number,
    offers: list(text),
    lacks: texts,
    values: texts
  },
  trace: {
    id: text,
    target: text,
    case: text,
    part: oneOf('control', 'probe'),
    attempt: count,
    entries: list(entry)
  },
  verdict: {
    case: text,
    target: text,
    verdict,
    level: oneOf('MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY'),
    requirements: list(text),
    kind: oneOf('offence', 'tolerance', 'obligation', 'invariant'),
    section: text,
    title: text,
    manner: optional(text),
    reason: text,
    took: optional(number),
    fingerprint: optional(text),
    evidence: optional(evidence),
    attempts: optional(list(object({ control: text, probe: text }))),
    differing: optional(list(object({ verdict, reason: text, evidence })))
  },
  end: {
    reason: oneOf('complete', 'interrupted', 'target lost', 'internal error'),
    detail: optional(text),
    counts: object({ conforms: count, violates: count, inconclusive: count, unsupported: count }),
    took: number
  }
}

const anyLine = object({ type: oneOf(...Object.keys(LINES)) })
const lines = checksOf(LINES)

/** Why a parsed value is no line of a run log of this format, or undefined when it is one. Unknown members are ignored. */
export function wrongWith(value: unknown): string | undefined {
  const none = anyLine(value)
  if (none !== undefined) return `the line ${none}`
  const { type, format } = value as { readonly type: LogLine['type']; readonly format?: unknown }
  if (type === 'run' && typeof format === 'number' && !KNOWN_FORMATS.includes(format))
    return `the run is of format ${format}`
  const wrong = lines.get(type)?.(value)
  return wrong === undefined ? undefined : `the line ${wrong}`
}
