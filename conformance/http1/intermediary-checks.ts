import type { Check } from '../../lab/http1/intermediary/expectations.ts'
import { contentOf, membersOf, valuesOf } from '../../lab/http1/wire-message.ts'

const shown = (value: string): string => `"${value.slice(0, 60)}"`

/** All of the checks find nothing wrong. */
export const each =
  (...checks: readonly Check[]): Check =>
  (message, view) => {
    for (const check of checks) {
      const wrong = check(message, view)
      if (wrong !== undefined) return wrong
    }
    return undefined
  }

/** The field is not there, nor does Connection nominate it. */
export const without =
  (name: string): Check =>
  (message) => {
    const [value] = valuesOf(message, name)
    if (value !== undefined) return `${name} came through: ${shown(value)}`
    return undefined
  }

/** The lines of the field have these values, in this order, however they are divided into lines. */
export const withField =
  (name: string, ...values: readonly string[]): Check =>
  (message) => {
    const found = valuesOf(message, name)
    if (found.length === 0) return `${name} is missing`
    const joined = found.join(', ')
    return joined === values.join(', ')
      ? undefined
      : `${name} came through as ${shown(joined)}, not as ${shown(values.join(', '))}`
  }

/** The members of a list field include these, in lower case and in this order. */
export const withMembers =
  (name: string, ...members: readonly string[]): Check =>
  (message) => {
    const found = membersOf(message, name)
    let at = 0
    for (const member of found) if (member === members[at]) at++
    return at === members.length
      ? undefined
      : `${name} came through as ${shown(found.join(', '))}, without "${members[at]}" in its place`
  }

/** The content, in whatever framing. */
export const withContent =
  (content: string): Check =>
  (message) => {
    if (!message.over) return 'the message is not complete'
    return contentOf(message) === content
      ? undefined
      : `the content came through as ${shown(contentOf(message))}, not as ${shown(content)}`
  }

/** The message has one framing, not two. */
export const framedOnce: Check = (message) => {
  const lengths = valuesOf(message, 'content-length')
  const codings = valuesOf(message, 'transfer-encoding')
  if (lengths.length > 0 && codings.length > 0) return 'Content-Length and Transfer-Encoding came through'
  if (lengths.length > 1) return 'several Content-Length lines came through'
  return lengths.every((length) => /^\d+$/.test(length))
    ? undefined
    : `Content-Length came through as ${shown(lengths[0] ?? '')}`
}

/** No line of the head matches. */
export const noLine =
  (pattern: RegExp, what: string): Check =>
  ({ start, lines }) => {
    const found = [start, ...lines].find(({ text }) => pattern.test(text))
    return found === undefined ? undefined : `${what} came through: ${shown(found.text)}`
  }

/** The value of the field is no other than one of these, if it is there at all. */
export const fieldOneOf =
  (name: string, ...values: readonly string[]): Check =>
  (message) => {
    const found = valuesOf(message, name).find((value) => !values.includes(value))
    return found === undefined ? undefined : `${name} came through as ${shown(found)}`
  }
