// Over 300 lines: a witness for every reading of every rule.
import { describe, expect, test } from '@jest/globals'
import { block } from './block.ts'
import { HpackDecoder, type HpackDecoderOptions } from './decoder.ts'
import { HpackEncoder, type HpackEncoderOptions } from './encoder.ts'
import { HpackError } from './error.ts'
import type { Field } from './field.ts'
import { indexed, literal, raw, sizeUpdate, type Representation, type Text } from './representation.ts'
import { hpackRules, type HpackRuleName, type HpackRules } from './rules.ts'

/** What comes in, in order: a block, or the acknowledgment of a new limit. */
type Step<Block> = Block | { readonly limit: number }

interface Witness<Block, Options> {
  readonly steps: readonly Step<Block>[]
  readonly options?: Options
  /** What comes of it under `enforce`, and under the reading that it is the witness of. */
  readonly enforced: string
  readonly read: string
}

type DecoderWitness = Witness<readonly Representation[], HpackDecoderOptions>
type EncoderWitness = Witness<readonly Field[], HpackEncoderOptions>

const insert = (name: Text, value: Text): Representation => literal({ name, value, indexing: 'incremental' })
const coded = (hex: string): Representation => insert('x', { hex, huffman: true })
const XY = insert('x', 'y')
const AB = insert('a', 'b')
const GET = indexed(2)
const NEWEST = indexed(62)
const SECOND = indexed(63)

function witness(
  enforced: string,
  read: string,
  ...steps: Step<readonly Representation[]>[]
): DecoderWitness {
  return { steps, enforced, read }
}

const DECODER: Partial<Record<HpackRuleName, Record<string, DecoderWitness>>> = {
  indexZero: {
    ignore: witness('!indexZero', ':method=GET', [indexed(0), GET]),
    empty: witness('!indexZero', '=,:method=GET', [indexed(0), GET]),
    refuseEmptyValue: witness(':authority=', '!indexZero', [indexed(1)])
  },
  indexBeyondTables: {
    ignore: witness('!indexBeyondTables', 'x=y,:method=GET', [XY, SECOND, GET]),
    empty: witness('!indexBeyondTables', 'x=y,=,:method=GET', [XY, SECOND, GET]),
    oldest: witness('!indexBeyondTables', 'x=y,x=y', [XY, SECOND]),
    refuseOldest: witness('x=y,x=y', '!indexBeyondTables', [XY, NEWEST])
  },
  dynamicIndex: { oldestFirst: witness('x=y,a=b,a=b', 'x=y,a=b,x=y', [XY, AB, NEWEST]) },
  integerOverflow: {
    wrap: witness('!integerOverflow', ':method=GET', [sizeUpdate(2 ** 32 + 40), GET]),
    saturate: witness('!integerOverflow', '!sizeUpdateAboveLimit', [sizeUpdate(2 ** 32 + 40), GET])
  },
  integerLength: {
    accept: witness('!integerLength', ':method=GET', [sizeUpdate({ value: 40, octets: 11 }), GET]),
    minimalOnly: witness(':method=GET', '!integerLength', [sizeUpdate({ value: 40, octets: 2 }), GET])
  },
  integerPrefix: {
    // 31, then an octet 0, which without the integer before it starts a literal.
    complete: witness(':method=GET', '!stringBeyondBlock', [sizeUpdate(31), GET])
  },
  truncatedRepresentation: {
    ignore: witness('!truncatedRepresentation', ':method=GET', [GET, raw([0x40, 0x01, 0x61])]),
    refuseEmpty: witness('', '!truncatedRepresentation', [])
  },
  stringBeyondBlock: {
    truncate: witness('!stringBeyondBlock', 'a=b', [insert('a', { hex: '62', length: 5 })]),
    refuseLast: witness('a=b', '!stringBeyondBlock', [AB])
  },
  stringLength: {
    accept: {
      ...witness('!stringLength', `x=${'v'.repeat(11)}`, [insert('x', 'v'.repeat(11))]),
      options: { maxStringLength: 10 }
    },
    oneOctet: witness(`x=${'v'.repeat(127)}`, '!stringLength', [insert('x', 'v'.repeat(127))])
  },
  huffmanString: {
    raw: witness('x=a', 'x=\x1f', [coded('1f')]),
    refuse: witness('x=a', '!huffmanString', [coded('1f')])
  },
  huffmanEos: {
    stop: witness('!huffmanEos', 'x=', [coded('fffffffc7f')]),
    skip: witness('!huffmanEos', 'x=a', [coded('fffffffc7f')]),
    refuseLongest: witness('x=\n', '!huffmanEos', [
      literal({ name: 'x', value: '\n', indexing: 'incremental', huffmanValue: true })
    ])
  },
  huffmanPaddingLength: {
    accept: witness('!huffmanPaddingLength', 'x=a', [coded('1fff')]),
    refuseSeven: witness('x=abd', '!huffmanPaddingLength', [
      literal({ name: 'x', value: 'abd', indexing: 'incremental', huffmanValue: true })
    ])
  },
  huffmanPaddingBits: { accept: witness('!huffmanPaddingBits', 'x=a', [coded('18')]) },
  emptyString: {
    refuse: witness('=y', '!emptyString', [insert('', 'y')]),
    refuseValue: witness('x=', '!emptyString', [insert('x', '')])
  },
  fieldOrder: {
    sorted: witness('x=y,a=b', 'a=b,x=y', [XY, AB]),
    reversed: witness('a=b,x=y', 'x=y,a=b', [AB, XY])
  },
  literalIncremental: { skip: witness('x=y,x=y', '!indexBeyondTables', [XY, NEWEST]) },
  literalWithoutIndexing: {
    insert: witness(
      'x=y | !indexBeyondTables',
      'x=y | x=y',
      [literal({ name: 'x', value: 'y', indexing: 'without' })],
      [NEWEST]
    )
  },
  neverIndexed: {
    forget: witness('x=y#', 'x=y', [literal({ name: 'x', value: 'y', indexing: 'never' })]),
    insert: witness('!indexBeyondTables', 'x=y#,x=y#', [
      literal({ name: 'x', value: 'y', indexing: 'never' }),
      NEWEST
    ]),
    refuse: witness('x=y#', '!neverIndexed', [literal({ name: 'x', value: 'y', indexing: 'never' })])
  },
  duplicateEntry: {
    merge: witness('x=y,x=y,x=y', '!indexBeyondTables', [XY, XY, SECOND]),
    refuse: witness('x=y,x=y', '!duplicateEntry', [XY, XY])
  },
  entrySize: {
    noOverhead: witness('!indexBeyondTables', 'x=y,a=b,x=y', [sizeUpdate(64), XY, AB, SECOND]),
    encoded: witness('!indexBeyondTables', 'x=aaaaaaaa,x=aaaaaaaa', [
      sizeUpdate(40),
      literal({ name: 'x', value: 'a'.repeat(8), indexing: 'incremental', huffmanValue: true }),
      NEWEST
    ])
  },
  evictForEntry: {
    keep: witness('!indexBeyondTables', 'x=y,a=b,x=y', [sizeUpdate(64), XY, AB, SECOND]),
    early: witness('x=y,a=b,x=y', '!indexBeyondTables', [sizeUpdate(68), XY, AB, SECOND])
  },
  largeEntry: {
    keep: witness('!indexBeyondTables', 'x=y,a=0123456789,x=y', [
      sizeUpdate(40),
      XY,
      insert('a', '0123456789'),
      NEWEST
    ]),
    refuse: witness('a=0123456789', '!largeEntry', [sizeUpdate(40), insert('a', '0123456789')])
  },
  evictedName: {
    lose: witness('x=y,x=z', 'x=y,=z', [
      sizeUpdate(40),
      XY,
      literal({ value: 'z', indexing: 'incremental', nameIndex: 62 })
    ])
  },
  evictForSize: {
    keep: witness('x=y | !indexBeyondTables', 'x=y | x=y', [XY], [sizeUpdate(0), sizeUpdate(4096), NEWEST]),
    clear: witness('x=y | x=y', 'x=y | !indexBeyondTables', [XY], [sizeUpdate(100), NEWEST])
  },
  sizeUpdateAboveLimit: {
    accept: {
      ...witness('!sizeUpdateAboveLimit', 'x=y,a=b,x=y', [sizeUpdate(100), XY, AB, SECOND]),
      options: { maxTableSize: 40 }
    },
    clamp: {
      ...witness('!sizeUpdateAboveLimit', 'x=y,x=y', [sizeUpdate(0), sizeUpdate(100), XY, NEWEST]),
      options: { maxTableSize: 40 }
    },
    ignore: {
      ...witness('!sizeUpdateAboveLimit', '!indexBeyondTables', [sizeUpdate(0), sizeUpdate(100), XY, NEWEST]),
      options: { maxTableSize: 40 }
    },
    refuseLimit: witness('', '!sizeUpdateAboveLimit', [sizeUpdate(4096)])
  },
  sizeUpdatePosition: {
    accept: witness('!sizeUpdatePosition', '!indexBeyondTables', [XY, sizeUpdate(0), NEWEST]),
    ignore: witness('!sizeUpdatePosition', 'x=y,x=y', [XY, sizeUpdate(0), NEWEST]),
    refuseSecond: witness(':method=GET', '!sizeUpdatePosition', [sizeUpdate(0), sizeUpdate(4096), GET])
  },
  missingSizeUpdate: {
    keep: witness('x=y | !missingSizeUpdate', 'x=y | x=y', [XY], { limit: 0 }, [NEWEST]),
    reduce: witness('x=y | !missingSizeUpdate', 'x=y | !indexBeyondTables', [XY], { limit: 0 }, [NEWEST]),
    refuseLower: witness(':method=GET', '!missingSizeUpdate', { limit: 100 }, [sizeUpdate(50), GET])
  },
  smallestSizeUpdate: {
    accept: witness('!smallestSizeUpdate', ':method=GET', { limit: 0 }, { limit: 4096 }, [
      sizeUpdate(4096),
      GET
    ]),
    refuseSmallestAlone: witness(':method=GET', '!smallestSizeUpdate', { limit: 0 }, { limit: 4096 }, [
      sizeUpdate(0),
      GET
    ])
  },
  sectionSize: {
    stop: {
      ...witness('x=y~ | c=d', 'x=y~ | a=b', [XY, AB, insert('c', 'd')], [NEWEST]),
      options: { maxFieldSectionSize: 40 }
    },
    unlimited: { ...witness('x=y~', 'x=y,a=b', [XY, AB]), options: { maxFieldSectionSize: 40 } },
    early: { ...witness('x=y', '~', [XY]), options: { maxFieldSectionSize: 34 } }
  }
}

function decoded(steps: DecoderWitness['steps'], options: HpackDecoderOptions): string {
  const decoder = new HpackDecoder(options)
  const outcomes: string[] = []
  for (const step of steps) {
    if ('limit' in step) decoder.setMaxTableSize(step.limit)
    else {
      try {
        const fields = decoder.decode(block(step))
        const lines = fields.map(
          ({ name, value, neverIndexed }) => `${name}=${value}${neverIndexed ? '#' : ''}`
        )
        outcomes.push(lines.join() + (decoder.oversized ? '~' : ''))
      } catch (error) {
        if (!(error instanceof HpackError)) throw error
        outcomes.push(`!${error.rule}`)
        break
      }
    }
  }
  return outcomes.join(' | ')
}

const field = (name: string, value: string, neverIndexed = false): Field => ({ name, value, neverIndexed })
const ENCODER: Partial<Record<HpackRuleName, Record<string, EncoderWitness>>> = {
  writeOrder: {
    sorted: {
      steps: [[field('x', 'y'), field('a', 'b')]],
      enforced: '400178017940016101 62',
      read: '40016101624001780179'
    }
  },
  writeReduction: {
    omit: {
      steps: [[field('x', 'y')], { limit: 0 }, [field('x', 'y')]],
      enforced: '4001780179 | 200001780179',
      read: '4001780179 | 0001780179'
    },
    late: { steps: [{ limit: 30 }, [field(':method', 'GET')]], enforced: '3e82', read: '823e' },
    ignore: {
      steps: [[field('x', 'y')], { limit: 0 }, [field('x', 'y')]],
      enforced: '4001780179 | 200001780179',
      read: '4001780179 | be'
    }
  },
  writeSmallest: {
    lastOnly: {
      steps: [{ limit: 0 }, { limit: 30 }, [field(':method', 'GET')]],
      enforced: '203e82',
      read: '3e82'
    }
  },
  writeWithinLimit: {
    exceed: { steps: [{ limit: 29 }, [field(':method', 'GET')]], enforced: '3d82', read: '3e82' }
  },
  writeNeverIndexed: {
    withoutIndexing: { steps: [[field('x', 'y', true)]], enforced: '1001780179', read: '0001780179' }
  },
  writeNeverInserted: {
    index: { steps: [[field('x', 'y', true)]], enforced: '1001780179', read: '4001780179' }
  },
  writeIndex: {
    stale: {
      options: { maxTableSize: 60 },
      steps: [[field('x', 'y'), field('a', 'b'), field('x', 'y')]],
      enforced: '4001780179 4001610162 4001780179',
      read: '4001780179 4001610162 bf'
    }
  },
  writePadding: {
    zeros: { steps: [[field('x', 'aaa')]], enforced: '400178 8218c7', read: '400178 8218c6' },
    octet: { steps: [[field('x', 'aaa')]], enforced: '400178 8218c7', read: '400178 8318c7ff' }
  }
}

function encoded(steps: EncoderWitness['steps'], options: HpackEncoderOptions): string {
  const encoder = new HpackEncoder(options)
  const outcomes: string[] = []
  for (const step of steps) {
    if ('limit' in step) encoder.setMaxTableSize(step.limit)
    else outcomes.push(Buffer.from(encoder.encode(step)).toString('hex'))
  }
  return outcomes.join('|')
}

const WITNESSES = { ...DECODER, ...ENCODER }
const misreadings = Object.entries(hpackRules).flatMap(([rule, { readings }]) =>
  Object.keys(readings)
    .filter((reading) => reading !== 'enforce')
    .map((reading) => ({ rule: rule as HpackRuleName, reading }))
)

test('every misreading has a witness, and every witness is of a misreading', () => {
  const witnessed = Object.entries(WITNESSES).flatMap(([rule, readings]) =>
    Object.keys(readings).map((reading) => ({ rule, reading }))
  )
  const sorted = (all: object[]): string[] => all.map((one) => JSON.stringify(one)).sort()
  expect(sorted(witnessed)).toEqual(sorted(misreadings))
})

describe.each(misreadings)('$rule read as $reading', ({ rule, reading }) => {
  const rules = { [rule]: reading } as HpackRules
  const inDecoder = DECODER[rule]?.[reading]
  const inEncoder = ENCODER[rule]?.[reading]

  test('differs from the enforced rule in what comes of its witness', () => {
    if (inDecoder !== undefined) {
      const { steps, options, enforced, read } = inDecoder
      expect(decoded(steps, options ?? {})).toBe(enforced)
      expect(decoded(steps, { ...options, rules })).toBe(read)
      expect(read).not.toBe(enforced)
    } else {
      const { steps, options, enforced, read } = inEncoder!
      const compact = (hex: string): string => hex.replaceAll(' ', '')
      expect(encoded(steps, options ?? {})).toBe(compact(enforced))
      expect(encoded(steps, { ...options, rules })).toBe(compact(read))
      expect(read).not.toBe(enforced)
    }
  })

  if (hpackRules[rule].kind === 'guard') {
    const overreach = 'overreach' in hpackRules[rule] && hpackRules[rule].overreach === reading
    test(
      overreach ? 'refuses what the rule accepts' : 'does not refuse by this rule what the rule refuses',
      () => {
        const { enforced, read } = inDecoder!
        expect(enforced.endsWith(`!${rule}`)).toBe(!overreach)
        expect(read.endsWith(`!${rule}`)).toBe(overreach)
      }
    )
  }
})

test.each(Object.entries(hpackRules).filter(([, rule]) => 'overreach' in rule))(
  'the overreach of %s is one of its readings',
  (_, rule) => {
    expect(Object.keys(rule.readings)).toContain((rule as { overreach: string }).overreach)
  }
)
