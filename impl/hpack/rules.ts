// Over 300 lines: a table with one entry for each requirement, and nothing else.
import { defineRules, type RuleSet } from '../rules.ts'

/**
 * What the HPACK decoder and encoder enforce and meet (RFC 7541; RFC 9113, 4.3). Rules whose names start with `write`
 * are the encoder's; all others are the decoder's.
 */
export const hpackRules = defineRules({
  indexZero: {
    kind: 'guard',
    requirements: ['rfc7541-6.1-1'],
    level: 'MUST',
    readings: {
      enforce: 'refuses an indexed representation with index 0',
      ignore: 'passes over it',
      empty: 'takes it for a field line with empty name and value',
      refuseEmptyValue: 'refuses an indexed static entry that has no value, too'
    },
    overreach: 'refuseEmptyValue'
  },
  indexBeyondTables: {
    kind: 'guard',
    requirements: ['rfc7541-2.3.3-1'],
    level: 'MUST',
    readings: {
      enforce: 'refuses an index above the sum of the lengths of both tables',
      ignore: 'passes over the representation',
      empty: 'takes the entry for one with empty name and value',
      oldest: 'takes the entry with the highest index instead',
      refuseOldest: 'refuses the highest index, too'
    },
    overreach: 'refuseOldest'
  },
  dynamicIndex: {
    kind: 'duty',
    requirements: ['rfc7541-2.3.3+1'],
    level: 'MUST',
    readings: {
      enforce: 'counts the entries of the dynamic table from the newest',
      oldestFirst: 'counts them from the oldest'
    }
  },
  integerOverflow: {
    kind: 'guard',
    requirements: ['rfc7541-5.1-1'],
    level: 'MUST',
    readings: {
      enforce: 'refuses an integer above 2^32 - 1',
      wrap: 'keeps the low 32 bits',
      saturate: 'takes it for 2^32 - 1'
    }
  },
  integerLength: {
    kind: 'guard',
    requirements: ['rfc7541-5.1-1'],
    level: 'MUST',
    readings: {
      enforce: 'refuses an integer of more than ten octets after the prefix',
      accept: 'reads on for as long as the continuation flag is set',
      minimalOnly: 'refuses every integer that could have been written in fewer octets'
    },
    overreach: 'minimalOnly'
  },
  integerPrefix: {
    kind: 'duty',
    requirements: ['rfc7541-5.1+1'],
    level: 'MUST',
    readings: {
      enforce: 'reads on after a prefix with all bits set',
      complete: 'takes a prefix with all bits set for the integer'
    }
  },
  truncatedRepresentation: {
    kind: 'guard',
    requirements: ['rfc9113-4.3-3'],
    level: 'MUST',
    readings: {
      enforce: 'refuses a block that ends inside a representation',
      ignore: 'passes over the representation',
      refuseEmpty: 'refuses a block without any representation, too'
    },
    overreach: 'refuseEmpty'
  },
  stringBeyondBlock: {
    kind: 'guard',
    requirements: ['rfc9113-4.3-3'],
    level: 'MUST',
    readings: {
      enforce: 'refuses a string that is longer than what remains of the block',
      truncate: 'takes what remains for the string',
      refuseLast: 'refuses a string that ends with the block, too, unless it is empty'
    },
    overreach: 'refuseLast'
  },
  stringLength: {
    kind: 'guard',
    requirements: ['rfc9113-10.5-2'],
    level: 'SHOULD',
    readings: {
      enforce: 'refuses a string of more octets than its limit',
      accept: 'has no limit',
      oneOctet: 'refuses every string whose length does not fit into one octet'
    },
    overreach: 'oneOctet'
  },
  huffmanString: {
    kind: 'duty',
    requirements: ['rfc7541-5.2+1'],
    level: 'MUST',
    readings: {
      enforce: 'decodes a string with the H bit',
      raw: 'takes the encoded octets for the string',
      refuse: 'refuses it'
    },
    overreach: 'refuse'
  },
  huffmanEos: {
    kind: 'guard',
    requirements: ['rfc7541-5.2-3'],
    level: 'MUST',
    readings: {
      enforce: 'refuses a string that contains the EOS symbol',
      stop: 'ends the string there',
      skip: 'passes over the symbol',
      refuseLongest: 'refuses the octets 10, 13 and 22, whose codes are as long, too'
    },
    overreach: 'refuseLongest'
  },
  huffmanPaddingLength: {
    kind: 'guard',
    requirements: ['rfc7541-5.2-1'],
    level: 'MUST',
    readings: {
      enforce: 'refuses a padding of more than 7 bits',
      accept: 'takes any incomplete code for padding',
      refuseSeven: 'refuses a padding of 7 bits, too'
    },
    overreach: 'refuseSeven'
  },
  huffmanPaddingBits: {
    kind: 'guard',
    requirements: ['rfc7541-5.2-2'],
    level: 'MUST',
    readings: {
      enforce: 'refuses a padding that is not the first bits of EOS',
      accept: 'does not look at the bits of the padding'
    }
  },
  emptyString: {
    kind: 'duty',
    requirements: ['rfc7541-5.2+2'],
    level: 'MUST',
    readings: {
      enforce: 'accepts a string of no octets as name or value',
      refuse: 'refuses it as a name',
      refuseValue: 'refuses it as a value'
    },
    overreach: 'refuseValue'
  },
  fieldOrder: {
    kind: 'duty',
    requirements: ['rfc7541-2.1-2'],
    level: 'MUST',
    readings: {
      enforce: 'gives field lines in the order of the block',
      sorted: 'gives them sorted by name',
      reversed: 'gives them in reverse'
    }
  },
  literalIncremental: {
    kind: 'duty',
    requirements: ['rfc7541-3.2-1'],
    level: 'MUST',
    readings: {
      enforce: 'inserts a literal with incremental indexing into the dynamic table',
      skip: 'does not insert it'
    }
  },
  literalWithoutIndexing: {
    kind: 'duty',
    requirements: ['rfc7541-3.2-1'],
    level: 'MUST',
    readings: {
      enforce: 'leaves the dynamic table as it is at a literal without indexing',
      insert: 'inserts it'
    }
  },
  neverIndexed: {
    kind: 'duty',
    requirements: ['rfc7541-6.2.3-3', 'rfc7541-7.1.3-2'],
    level: 'MUST',
    readings: {
      enforce: 'marks a literal that is never indexed, for whoever encodes it again',
      forget: 'does not mark it',
      insert: 'inserts it into the dynamic table',
      refuse: 'refuses the representation'
    },
    overreach: 'refuse'
  },
  duplicateEntry: {
    kind: 'duty',
    requirements: ['rfc7541-2.3.2-1'],
    level: 'MUST NOT',
    readings: {
      enforce: 'inserts an entry that is there already once more',
      merge: 'does not insert it',
      refuse: 'refuses it'
    },
    overreach: 'refuse'
  },
  entrySize: {
    kind: 'duty',
    requirements: ['rfc7541-4.1+1'],
    level: 'MUST',
    readings: {
      enforce: 'counts the octets of name and value, decoded, and 32',
      noOverhead: 'leaves the 32 out',
      encoded: 'counts the octets of literals as they came, Huffman-coded or not'
    }
  },
  evictForEntry: {
    kind: 'duty',
    requirements: ['rfc7541-4.4+1'],
    level: 'MUST',
    readings: {
      enforce: 'evicts from the oldest until a new entry fits',
      keep: 'evicts nothing',
      early: 'evicts one entry more when the new one fits exactly'
    }
  },
  largeEntry: {
    kind: 'duty',
    requirements: ['rfc7541-4.4+2'],
    level: 'MUST',
    readings: {
      enforce: 'empties the table at an entry larger than the table',
      keep: 'leaves the table as it is',
      refuse: 'refuses the entry'
    },
    overreach: 'refuse'
  },
  evictedName: {
    kind: 'duty',
    requirements: ['rfc7541-4.4+3'],
    level: 'MUST',
    readings: {
      enforce: 'keeps a referenced name although its entry is evicted for the new one',
      lose: 'takes the name for empty'
    }
  },
  evictForSize: {
    kind: 'duty',
    requirements: ['rfc7541-4.3+1'],
    level: 'MUST',
    readings: {
      enforce: 'evicts entries when the size of the table is reduced',
      keep: 'evicts nothing before the next insertion',
      clear: 'evicts every entry'
    }
  },
  sizeUpdateAboveLimit: {
    kind: 'guard',
    requirements: ['rfc7541-6.3-2'],
    level: 'MUST',
    readings: {
      enforce: 'refuses a size update above the limit',
      accept: 'does as it says',
      clamp: 'takes it for the limit',
      ignore: 'passes over it',
      refuseLimit: 'refuses a size update to the limit itself, too'
    },
    overreach: 'refuseLimit'
  },
  sizeUpdatePosition: {
    kind: 'guard',
    requirements: ['rfc7541-4.2-2'],
    level: 'MUST',
    readings: {
      enforce: 'refuses a size update after a field line',
      accept: 'does as it says',
      ignore: 'passes over it',
      refuseSecond: 'refuses the second of two size updates at the start of a block, too'
    },
    overreach: 'refuseSecond'
  },
  missingSizeUpdate: {
    kind: 'guard',
    requirements: ['rfc9113-4.3.1-2'],
    level: 'MUST',
    readings: {
      enforce: 'refuses a block without size update after the limit fell below the size of the table',
      keep: 'leaves the table as it is',
      reduce: 'reduces the table to the limit on its own',
      refuseLower: 'refuses a size update below the reduced limit, too'
    },
    overreach: 'refuseLower'
  },
  smallestSizeUpdate: {
    kind: 'guard',
    requirements: ['rfc7541-4.2-3'],
    level: 'MUST',
    readings: {
      enforce: 'refuses a block whose size updates all stay above the smallest limit since the last block',
      accept: 'compares only with the last limit',
      refuseSmallestAlone: 'refuses the smallest without a second size update to the last limit, too'
    },
    overreach: 'refuseSmallestAlone'
  },
  sectionSize: {
    kind: 'duty',
    requirements: ['rfc9113-10.5.1-2'],
    level: 'MUST',
    readings: {
      enforce: 'goes on decoding above the limit of the field section, without keeping field lines',
      stop: 'stops there, and leaves the table as it is then',
      unlimited: 'keeps all field lines and does not notice',
      early: 'takes a section of exactly the limit for one above it'
    },
    overreach: 'early'
  },
  writeOrder: {
    kind: 'duty',
    requirements: ['rfc7541-2.1-1'],
    level: 'MUST',
    readings: {
      enforce: 'writes field lines in the order given',
      sorted: 'writes them sorted by name'
    }
  },
  writeReduction: {
    kind: 'duty',
    requirements: ['rfc9113-4.3.1-1', 'rfc7541-4.2-2'],
    level: 'MUST',
    readings: {
      enforce: 'starts the first block after a change of the limit with a size update',
      omit: 'changes its table without a size update',
      late: 'writes the size update after the first field line',
      ignore: 'goes on with the table as it was'
    }
  },
  writeSmallest: {
    kind: 'duty',
    requirements: ['rfc7541-4.2-3'],
    level: 'MUST',
    readings: {
      enforce: 'signals the smallest limit since the last block, then the last',
      lastOnly: 'signals only the last'
    }
  },
  writeWithinLimit: {
    kind: 'duty',
    requirements: ['rfc7541-4.2-1', 'rfc7541-6.3-1'],
    level: 'MUST',
    readings: {
      enforce: 'signals a size that is not above the limit',
      exceed: 'signals one octet more than the limit'
    }
  },
  writeNeverIndexed: {
    kind: 'duty',
    requirements: ['rfc7541-6.2.3-1', 'rfc7541-6.2.3-2', 'rfc7541-6.2.3-3', 'rfc7541-7.1.3-2'],
    level: 'MUST',
    readings: {
      enforce: 'writes a field line marked as never indexed in that representation',
      withoutIndexing: 'writes it as a literal without indexing'
    }
  },
  writeNeverInserted: {
    kind: 'duty',
    requirements: ['rfc7541-7.1.3-1'],
    level: 'MUST NOT',
    readings: {
      enforce: 'does not index a field line marked as never indexed',
      index: 'writes it like any other'
    }
  },
  writeIndex: {
    kind: 'duty',
    requirements: ['rfc7541-2.3.3-1'],
    level: 'MUST',
    readings: {
      enforce: 'refers to entries that are in the tables',
      stale: 'refers to evicted entries, too, in indices above the tables'
    }
  },
  writePadding: {
    kind: 'duty',
    requirements: ['rfc7541-5.2-1', 'rfc7541-5.2-2'],
    level: 'MUST',
    readings: {
      enforce: 'pads Huffman-coded strings with the first bits of EOS, up to the next octet',
      zeros: 'pads them with zeros',
      octet: 'adds an octet of padding'
    }
  }
})

export type HpackRuleName = keyof typeof hpackRules

/** A reading for some rules; the rest is enforced. */
export type HpackRules = RuleSet<typeof hpackRules>

/** A reading for every rule. */
export type HpackReadings = Required<HpackRules>

/** Completes a rule set: rules that it does not name are enforced. */
export function readingsOf(rules: HpackRules = {}): HpackReadings {
  const enforced = Object.fromEntries(Object.keys(hpackRules).map((name) => [name, 'enforce']))
  return { ...enforced, ...rules } as HpackReadings
}
