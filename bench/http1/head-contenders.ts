import { createRequire } from 'node:module'
import { COMPLETE, REQUEST } from '../../impl/http1/head/contract.ts'
import { compileLexicon } from '../../impl/http1/head/lexicon.ts'
import { defaultHeadLimits } from '../../impl/http1/head/limits.ts'
import { ScalarHeadParser } from '../../impl/http1/head/scalar-parser.ts'
import { readingsOf } from '../../impl/http1/readings.ts'

/** A parser of request heads under measurement. */
export interface Contender {
  readonly name: string
  /** What it does for the figure. */
  readonly does: string
  /** Prepares one request; the function it gives parses that `times` times and throws where it does not understand it. */
  prepare(head: Uint8Array): (times: number) => void
}

const scalar: Contender = {
  name: 'scalar',
  does: 'ours, TypeScript: every octet validated, all spans written',
  prepare(head) {
    const parser = new ScalarHeadParser(compileLexicon(readingsOf(), defaultHeadLimits, 'request'))
    return (times) => {
      for (let n = 0; n < times; n++) {
        parser.begin(REQUEST)
        if (parser.parse(head, 0, head.length) !== COMPLETE) throw new Error(`refused: ${parser.rule}`)
      }
    }
  }
}

/** The part of WebAssembly that is used here: the type library of Node 20 does not have it. */
interface Engine {
  compile(octets: Uint8Array): Promise<object>
  instantiate(module: object, imports: object): Promise<{ readonly exports: unknown }>
}
const engine = (globalThis as unknown as { readonly WebAssembly: Engine }).WebAssembly

interface Llhttp {
  readonly memory: { readonly buffer: ArrayBuffer }
  malloc(octets: number): number
  llhttp_alloc(type: number): number
  llhttp_execute(parser: number, octets: number, length: number): number
}

/** undici's build of llhttp: the callbacks take the spans and do nothing with them. */
async function llhttp(file: string, copies: boolean): Promise<Contender> {
  const module = await engine.compile(
    createRequire(import.meta.url)(`undici/lib/llhttp/${file}.js`) as Buffer
  )
  let complete = 0
  const nothing = () => 0
  const instance = await engine.instantiate(module, {
    env: {
      wasm_on_url: nothing,
      wasm_on_status: nothing,
      wasm_on_message_begin: nothing,
      wasm_on_header_field: nothing,
      wasm_on_header_value: nothing,
      wasm_on_headers_complete: nothing,
      wasm_on_body: nothing,
      wasm_on_message_complete: () => {
        complete++
        return 0
      }
    }
  })
  const exported = instance.exports as Llhttp
  return {
    name: `${file.replace('-wasm', '').replace('_simd', ' simd')}${copies ? ' + copy' : ''}`,
    does: `undici's WebAssembly: also reads framing and connection options${copies ? '; octets copied in' : ''}`,
    prepare(head) {
      const parser = exported.llhttp_alloc(1)
      const at = exported.malloc(head.length)
      const target = new Uint8Array(exported.memory.buffer, at, head.length)
      target.set(head)
      return (times) => {
        const before = complete
        for (let n = 0; n < times; n++) {
          if (copies) target.set(head)
          if (exported.llhttp_execute(parser, at, head.length) !== 0) throw new Error('llhttp refused')
        }
        if (complete !== before + times) throw new Error('llhttp did not see every request')
      }
    }
  }
}

/** By name, made when asked for: a WebAssembly memory that grows makes every typed array of its process slower. */
export const contenders: Readonly<Record<string, () => Promise<Contender>>> = {
  scalar: () => Promise.resolve(scalar),
  llhttp: () => llhttp('llhttp-wasm', false),
  'llhttp + copy': () => llhttp('llhttp-wasm', true),
  'llhttp simd': () => llhttp('llhttp_simd-wasm', false),
  'llhttp simd + copy': () => llhttp('llhttp_simd-wasm', true)
}
