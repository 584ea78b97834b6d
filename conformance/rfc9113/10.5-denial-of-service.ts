import { controlFrames } from './10.5-floods/control-frames.ts'
import { fieldBlocks } from './10.5-floods/field-blocks.ts'
import { heldStreams } from './10.5-floods/held-streams.ts'
import { largeFieldBlocks } from './10.5-floods/large-field-block.ts'
import { manyStreams } from './10.5-floods/many-streams.ts'
import { unfinished } from './10.5-floods/unfinished.ts'

export const cases = [
  ...manyStreams,
  ...heldStreams,
  ...controlFrames,
  ...fieldBlocks,
  ...unfinished,
  ...largeFieldBlocks
]
