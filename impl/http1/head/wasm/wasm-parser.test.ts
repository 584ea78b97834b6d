import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readingsOf } from '../../readings.ts'
import type { Http1RuleSet } from '../../rules.ts'
import { lexicalRules } from '../../rules/lexical.ts'
import { compileHeadModule, whyNotCompiled } from '../../testing/compile-head-module.ts'
import { headFrom } from '../../testing/heads.ts'
import { lawfulHeads } from '../../testing/lawful-heads.ts'
import { parseHead } from '../../testing/parse-head.ts'
import { parseInWindow } from '../../testing/parse-in-window.ts'
import { REQUEST, RESPONSE, TRAILERS, type HeadKind } from '../contract.ts'
import { compileLexicon, type Lexicon } from '../lexicon.ts'
import { defaultHeadLimits } from '../limits.ts'
import { ScalarHeadParser } from '../scalar-parser.ts'
import { HeadMachine } from './head-machine.ts'
import { WasmHeadParser } from './wasm-parser.ts'
import { webAssembly } from './web-assembly.ts'

// Everything is held against the scalar parser, which has tests of its own.
const suite = whyNotCompiled === undefined && webAssembly !== undefined ? describe : describe.skip
const reason = whyNotCompiled ?? (webAssembly === undefined ? 'there is no WebAssembly here' : '')

const readings: readonly Http1RuleSet[] = [
  {},
  ...Object.entries(lexicalRules).flatMap(([rule, { readings: named }]) =>
    Object.keys(named).map((reading) => ({ [rule]: reading }) as Http1RuleSet)
  )
]
const anyHead = fc.array(fc.nat(), { minLength: 4, maxLength: 24 }).map(headFrom)
const cuts = fc.array(fc.nat(200), { maxLength: 6 })
const kinds: readonly HeadKind[] = [REQUEST, RESPONSE, TRAILERS]
const tight = { method: 6, target: 12, fieldLine: 48, fields: 4, head: 120 }

const lexiconOf = (rules: Http1RuleSet, kind: HeadKind, limits = defaultHeadLimits): Lexicon =>
  compileLexicon(readingsOf(rules), limits, kind === RESPONSE ? 'response' : 'request')

suite.each(['simd', 'table'] as const)(`WasmHeadParser: %s ${reason}`, (variant) => {
  const machine =
    whyNotCompiled === undefined && webAssembly !== undefined
      ? new HeadMachine(new webAssembly.Module(compileHeadModule(variant)), lexiconOf({}, REQUEST))
      : (undefined as unknown as HeadMachine)

  /** The same head whole, octet by octet, at other cuts, copied into the window, and in it at some alignment. */
  function agree(text: string, places: readonly number[], lexicon: Lexicon, kind: HeadKind, shift: number) {
    machine.load(lexicon)
    const parser = new WasmHeadParser(machine)
    const expected = parseHead(new ScalarHeadParser(lexicon), kind, text, [])
    const each = Array.from(text, (_, index) => index)
    expect(parseHead(parser, kind, text, [])).toBe(expected)
    expect(parseHead(parser, kind, text, each)).toBe(expected)
    expect(parseHead(parser, kind, text, places)).toBe(expected)
    expect(parseInWindow(machine, kind, text, [], shift)).toBe(expected)
    expect(parseInWindow(machine, kind, text, places, shift)).toBe(expected)
  }

  test.each(readings)('agrees with the scalar parser on any head: %j', (rules) => {
    fc.assert(
      fc.property(
        anyHead,
        cuts,
        fc.constantFrom(...kinds),
        fc.nat(15),
        fc.boolean(),
        (text, places, kind, shift, narrow) =>
          agree(text, places, lexiconOf(rules, kind, narrow ? tight : defaultHeadLimits), kind, shift)
      ),
      { numRuns: 25 }
    )
  })

  test('agrees with the scalar parser under several readings at once', () => {
    const some = fc.array(fc.constantFrom(...readings), { maxLength: 6 })
    fc.assert(
      fc.property(
        anyHead,
        cuts,
        some,
        fc.constantFrom(...kinds),
        fc.nat(15),
        (text, places, rules, kind, shift) =>
          agree(text, places, lexiconOf(Object.assign({}, ...rules), kind, tight), kind, shift)
      ),
      { numRuns: 300 }
    )
  })

  test('agrees on every octet at every place of a head', () => {
    const text = 'GET /a?b HTTP/1.1\r\nHost: a.example\r\nX-Name:\t b c \r\n\r\n'
    const lexicons = [{}, { fieldNameOctets: 'anyOctet', targetOctets: 'obsText' }] as const
    for (const rules of lexicons) {
      const lexicon = lexiconOf(rules, REQUEST)
      machine.load(lexicon)
      for (let place = 0; place < text.length; place++)
        for (let octet = 0; octet < 256; octet++) {
          const changed = text.slice(0, place) + String.fromCharCode(octet) + text.slice(place + 1)
          const expected = parseHead(new ScalarHeadParser(lexicon), REQUEST, changed, [])
          const seen = parseInWindow(machine, REQUEST, changed, [], (place + octet) & 15)
          if (seen !== expected) expect([place, octet, seen]).toEqual([place, octet, expected])
        }
    }
  })

  test('reads lawful heads at every split and every alignment without handing over', () => {
    for (const [kind, text] of lawfulHeads) {
      const lexicon = lexiconOf({}, kind)
      machine.load(lexicon)
      const expected = parseHead(new ScalarHeadParser(lexicon), kind, text, [])
      expect(expected).toMatch(/^complete /)
      for (let shift = 0; shift < 16; shift++)
        for (let cut = 0; cut < text.length; cut++) {
          const parser = new WasmHeadParser(machine, true)
          const seen = parseInWindow(machine, kind, text, cut === 0 ? [] : [cut], shift, parser)
          if (seen !== expected || parser.handOvers !== 0)
            expect([text, shift, cut, parser.handOvers, seen]).toEqual([text, shift, cut, 0, expected])
        }
    }
  })

  test('hands over nothing of a lawful head, however the rules are read, if it is not refused', () => {
    let complete = 0
    for (const rules of readings)
      for (const [kind, text] of lawfulHeads) {
        machine.load(lexiconOf(rules, kind))
        const parser = new WasmHeadParser(machine)
        if (!parseHead(parser, kind, text, []).startsWith('complete')) continue
        complete++
        expect([rules, text, parser.handOvers]).toEqual([rules, text, 0])
      }
    expect(complete).toBeGreaterThan((readings.length * lawfulHeads.length) / 2)
  })

  test('counts what it hands over', () => {
    machine.load(lexiconOf({ bareLf: 'accepted' }, REQUEST))
    const parser = new WasmHeadParser(machine)
    parseHead(parser, REQUEST, 'GET / HTTP/1.1\r\nA: b\nC: d\r\nE: f\n\r\n', [])
    expect(parser.handOvers).toBe(2)
  })

  test('parsers that share a machine do not disturb each other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyHead, fc.constantFrom(...kinds)), { minLength: 2, maxLength: 4 }),
        fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 40 })), { maxLength: 60 }),
        fc.constantFrom<Http1RuleSet>({}, { obsFold: 'space', bareLf: 'accepted' }, { obsFold: 'kept' }),
        (heads, turns, rules) => {
          const lexicon = lexiconOf(rules, REQUEST)
          machine.load(lexicon)
          const running = heads.map(([text, kind]) => ({
            octets: Uint8Array.from(text, (one) => one.charCodeAt(0)),
            pair: [new ScalarHeadParser(lexicon), new WasmHeadParser(machine)] as const,
            given: 0,
            status: 0,
            kind
          }))
          for (const { pair, kind } of running) for (const parser of pair) parser.begin(kind)
          for (const [turn, more] of turns) {
            const one = running[turn % running.length]!
            if (one.status !== 0) continue
            one.given = Math.min(one.octets.length, one.given + more)
            const [scalar, wasm] = one.pair.map((parser) => parser.parse(one.octets, 0, one.given))
            expect(wasm).toBe(scalar)
            one.status = wasm!
          }
          for (const { pair, status } of running) {
            const [scalar, wasm] = pair
            if (status === 1) {
              const used = 8 + scalar.spans[1]! * 4
              expect([wasm.length, ...wasm.spans.subarray(0, used)]).toEqual([
                scalar.length,
                ...scalar.spans.subarray(0, used)
              ])
            } else if (status === 2) expect([wasm.rule, wasm.offset]).toEqual([scalar.rule, scalar.offset])
          }
        }
      ),
      { numRuns: 300 }
    )
  })

  test('reads nothing behind the end, down to the last octets of the window', () => {
    const lexicon = lexiconOf({}, REQUEST)
    machine.load(lexicon)
    const text = 'GET /0123456789 HTTP/1.1\r\nHost: a\r\nName: value of it\r\n\r\n'
    for (let length = 0; length <= text.length; length++) {
      const part = text.slice(0, length)
      const expected = parseHead(new ScalarHeadParser(lexicon), REQUEST, part, [])
      expect(parseInWindow(machine, REQUEST, part, [], machine.window.length - length)).toBe(expected)
    }
  })

  test('reads heads up to the limit, in pieces of any size, and refuses longer ones', () => {
    const lexicon = lexiconOf({}, REQUEST)
    machine.load(lexicon)
    for (const fields of [1, 60, 300, 3000, 12_000])
      for (const piece of [100_000, 5000, 1024, 777]) {
        const text = `GET / HTTP/1.1\r\n${`A: ${'b'.repeat(fields)}\r\n`.repeat(200)}\r\n`
        const places = Array.from({ length: Math.floor(text.length / piece) }, (_, n) => (n + 1) * piece)
        const expected = parseHead(new ScalarHeadParser(lexicon), REQUEST, text, places)
        expect(parseHead(new WasmHeadParser(machine), REQUEST, text, places)).toBe(expected)
      }
  })
})
