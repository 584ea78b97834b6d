/** Values for placeholders, by name. */
export type Values = Readonly<Record<string, string | number | undefined>>

const placeholder = /\{([a-z][A-Za-z0-9]*)\}/g

/** The names between braces in a text, in order. */
export function placeholdersIn(text: string): string[] {
  return Array.from(text.matchAll(placeholder), (match) => match[1] as string)
}

/**
 * Replaces `{name}` by its value. Braces around anything else are left alone, since they belong to the language of the
 * file (nginx blocks, YAML flow maps). A value may contain placeholders, to a depth of four.
 */
export function render(text: string, values: Values, depth = 4): string {
  return text.replaceAll(placeholder, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    return depth > 0 ? render(String(value), values, depth - 1) : String(value)
  })
}
