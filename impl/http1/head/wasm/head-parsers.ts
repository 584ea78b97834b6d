import type { HeadParser } from '../contract.ts'
import type { Lexicon } from '../lexicon.ts'
import { ScalarHeadParser } from '../scalar-parser.ts'
import { HeadMachine } from './head-machine.ts'
import { headModule, type HeadModuleVariant } from './head-modules.ts'
import { WasmHeadParser } from './wasm-parser.ts'
import type { WasmModule } from './web-assembly.ts'

export type HeadParserKind = HeadModuleVariant | 'scalar'

/** Heads longer than this are left to the scalar parser: the window into which a head is copied has its size. */
const MOST_WINDOW = 16 * 1024 * 1024
/** Fields, likewise: there are four words for each. */
const MOST_FIELDS = 65_536

/** A source of head parsers, for the option `createParser` of a server or client. */
export interface HeadParsers {
  /** Which one it makes: of the best there is, or the one that was asked for. */
  readonly kind: HeadParserKind
  readonly create: (lexicon: Lexicon) => HeadParser
}

/**
 * The parsers that can be had here: those by vectors, else those by tables, else the scalar ones. Parsers for the same
 * lexicon share a machine, and so a window.
 */
export function headParsers(
  wanted: HeadParserKind = 'simd',
  module: (variant: HeadModuleVariant) => WasmModule | undefined = headModule
): HeadParsers {
  if (wanted === 'scalar') return { kind: 'scalar', create: (lexicon) => new ScalarHeadParser(lexicon) }
  const compiled = module(wanted)
  if (compiled === undefined) return headParsers(wanted === 'simd' ? 'table' : 'scalar', module)
  const machines = new WeakMap<Lexicon, HeadMachine>()
  return {
    kind: wanted,
    create(lexicon) {
      const { head, fields } = lexicon.limits
      if (head > MOST_WINDOW || fields > MOST_FIELDS) return new ScalarHeadParser(lexicon)
      let machine = machines.get(lexicon)
      if (machine === undefined) machines.set(lexicon, (machine = new HeadMachine(compiled, lexicon)))
      return new WasmHeadParser(machine)
    }
  }
}
