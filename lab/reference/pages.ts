const octets = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A small page. */
export const PAGE: Uint8Array = octets(
  '<!doctype html><html lang="en"><title>Zyphos</title><p>The reference server of a conformance laboratory.</p></html>\n'
)

/** 1 MiB of lines of 64 octets, each with its number. */
export const LARGE: Uint8Array = octets(
  Array.from({ length: 16_384 }, (_, line) => `${String(line).padStart(8, '0')} ${'.'.repeat(54)}\n`).join('')
)
