import { has, isType } from '../../../lab/http2/reading.ts'
import { nameOf, ofTarget } from './frames.ts'
import type { InvariantRule } from './rule.ts'

/** How the frames of a field block follow each other, whoever sends them. */
export const fieldBlocks: readonly InvariantRule[] = [
  {
    id: 'field-block-interrupted',
    title: 'the frames of a field block follow each other directly',
    requirements: ['rfc9113-4.3-1', 'rfc9113-6.2-3', 'rfc9113-6.10-1', 'rfc9113-8.1-2', 'rfc9113-6.6-4'],
    watch: (note) => {
      let open: number | undefined
      return ofTarget((event) => {
        const { frame, entry } = event
        if (open !== undefined) {
          note.seen()
          if (!isType(frame, 'CONTINUATION') || frame.stream !== open)
            note.broken(`${nameOf(event)} inside a field block on stream ${open}`, entry)
        }
        if (isType(frame, 'HEADERS') || isType(frame, 'PUSH_PROMISE') || isType(frame, 'CONTINUATION'))
          open = has(frame, 'END_HEADERS') ? undefined : frame.stream
        if (isType(frame, 'HEADERS')) note.seen()
      })
    }
  },
  {
    id: 'continuation-sent-outside-field-block',
    title: 'CONTINUATION is sent only in a field block that has not ended',
    requirements: ['rfc9113-6.10-5'],
    watch: (note) => {
      let open = false
      return ofTarget((event) => {
        const { frame, entry } = event
        if (isType(frame, 'CONTINUATION')) {
          note.seen()
          if (!open) note.broken(`${nameOf(event)} outside a field block`, entry)
        }
        if (isType(frame, 'HEADERS') || isType(frame, 'PUSH_PROMISE') || isType(frame, 'CONTINUATION'))
          open = !has(frame, 'END_HEADERS')
      })
    }
  }
]
