import { expect, test } from '@jest/globals'
import { readingsOf } from '../../readings.ts'
import { parseHead } from '../../testing/parse-head.ts'
import { compileHeadModule, whyNotCompiled } from '../../testing/compile-head-module.ts'
import { REQUEST } from '../contract.ts'
import { compileLexicon } from '../lexicon.ts'
import { defaultHeadLimits } from '../limits.ts'
import { ScalarHeadParser } from '../scalar-parser.ts'
import { headParsers } from './head-parsers.ts'
import { WasmHeadParser } from './wasm-parser.ts'
import { webAssembly, type WasmModule } from './web-assembly.ts'

const HEAD = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'
const lexicon = compileLexicon(readingsOf(), defaultHeadLimits, 'request')
const here = whyNotCompiled === undefined && webAssembly !== undefined

test('without a module the scalar parser is made', () => {
  const parsers = headParsers('simd', () => undefined)
  expect(parsers.kind).toBe('scalar')
  expect(parseHead(parsers.create(lexicon), REQUEST, HEAD, [])).toMatch(/^complete 27/)
})

;(here ? test : test.skip)(`without vectors the one by tables is made ${whyNotCompiled ?? ''}`, () => {
  const table = new webAssembly!.Module(compileHeadModule('table'))
  const parsers = headParsers('simd', (variant) => (variant === 'table' ? table : undefined))
  expect(parsers.kind).toBe('table')
  const parser = parsers.create(lexicon)
  expect(parser).toBeInstanceOf(WasmHeadParser)
  expect(parseHead(parser, REQUEST, HEAD, [])).toMatch(/^complete 27/)
})

test.each([
  ['head', 2 ** 31],
  ['head', 2 ** 32 + 10],
  ['fields', 2 ** 31]
])('limits for which there is no window are left to the scalar parser: %s %d', (name, most) => {
  // The scalar parser makes room for its fields at once.
  const limits = { ...defaultHeadLimits, [name]: most }
  const parsers = headParsers('simd', () => ({}) as WasmModule)
  const create = () => parsers.create({ ...lexicon, limits })
  if (name === 'fields') expect(create).toThrow(RangeError)
  else expect(create()).toBeInstanceOf(ScalarHeadParser)
})
