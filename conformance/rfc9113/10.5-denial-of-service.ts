import { controlFrames } from './10.5-floods/control-frames.ts'
import { fieldBlocks } from './10.5-floods/field-blocks.ts'
import { heldStreams } from './10.5-floods/held-streams.ts'
import { manyStreams } from './10.5-floods/many-streams.ts'

export const cases = [...manyStreams, ...heldStreams, ...controlFrames, ...fieldBlocks]
