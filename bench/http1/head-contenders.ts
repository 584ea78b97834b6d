import { createRequire } from 'node:module'
import { COMPLETE, REQUEST } from '../../impl/http1/head/contract.ts'
import { compileLexicon } from '../../impl/http1/head/lexicon.ts'
import { defaultHeadLimits } from '../../impl/http1/head/limits.ts'
import { ScalarHeadParser } from '../../impl/http1/head/scalar-parser.ts'
import { HeadMachine } from '../../impl/http1/head/wasm/head-machine.ts'
import { WasmHeadParser } from '../../impl/http1/head/wasm/wasm-parser.ts'
import { webAssembly } from '../../impl/http1/head/wasm/web-assembly.ts'
import { readingsOf } from '../../impl/http1/readings.ts'
import { compileHeadModule } from '../../impl/http1/testing/compile-head-module.ts'

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

/** Ours on WebAssembly: with octets that lie in its memory already, or copied in by each call. */
function ours(variant: 'simd' | 'table', copies: boolean): Contender {
  return {
    name: `${variant}${copies ? ' + copy' : ''}`,
    does: `ours, WebAssembly: every octet validated, all spans written${copies ? '; octets copied in' : ''}`,
    prepare(head) {
      const lexicon = compileLexicon(readingsOf(), defaultHeadLimits, 'request')
      const machine = new HeadMachine(new webAssembly!.Module(compileHeadModule(variant)), lexicon)
      const parser = new WasmHeadParser(machine, true)
      machine.window.set(head)
      const octets = copies ? head : machine.window
      return (times) => {
        for (let n = 0; n < times; n++) {
          parser.begin(REQUEST)
          if (parser.parse(octets, 0, head.length) !== COMPLETE) throw new Error(`refused: ${parser.rule}`)
        }
        if (parser.handOvers !== 0) throw new Error('the short way was left')
      }
    }
  }
}

interface Llhttp {
  readonly memory: { readonly buffer: ArrayBuffer }
  malloc(octets: number): number
  llhttp_alloc(type: number): number
  llhttp_execute(parser: number, octets: number, length: number): number
}

/** undici's build of llhttp: the callbacks take the spans and do nothing with them. */
function llhttp(file: string, copies: boolean): Contender {
  const module = new webAssembly!.Module(
    createRequire(import.meta.url)(`undici/lib/llhttp/${file}.js`) as Buffer
  )
  let complete = 0
  const nothing = () => 0
  const instance = new webAssembly!.Instance(module, {
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
export const contenders: Readonly<Record<string, () => Contender>> = {
  scalar: () => scalar,
  table: () => ours('table', false),
  'table + copy': () => ours('table', true),
  simd: () => ours('simd', false),
  'simd + copy': () => ours('simd', true),
  llhttp: () => llhttp('llhttp-wasm', false),
  'llhttp + copy': () => llhttp('llhttp-wasm', true),
  'llhttp simd': () => llhttp('llhttp_simd-wasm', false),
  'llhttp simd + copy': () => llhttp('llhttp_simd-wasm', true)
}
