import type { Asked } from './application.ts'
import { answer } from './reply.ts'

/** Answers with the request's header section as the server understood it, a line each: control data first. */
export function echoHead(asked: Asked): void {
  const { method, scheme = '', authority = '', path, fields } = asked.request
  const control = [`:method: ${method}`, `:scheme: ${scheme}`, `:authority: ${authority}`, `:path: ${path}`]
  const lines = fields.map(({ name, value }) => `${name}: ${value}`)
  answer(asked, 200, latin1([...control, ...lines, ''].join('\n')))
}

/** Field values are strings of octets. */
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (octet) => octet.charCodeAt(0))
