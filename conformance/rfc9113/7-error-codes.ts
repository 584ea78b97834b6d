import { accepted } from '../../lab/http2/expectation.ts'
import type { Frame } from '../../lab/http2/message.ts'
import { tolerance } from '../http2/server-case.ts'
import { halfClosed, open } from '../http2/stream-states.ts'

const reset = (code: number): Frame => ({ frame: 'RST_STREAM', stream: 1, code })
const CANCEL = 0x08

/** Codes that RST_STREAM does not usually carry: unknown ones, and one that says that nothing went wrong. */
const codes: readonly (readonly [id: string, title: string, code: number])[] = [
  ['next-to-known', 'the first unknown error code (0x0e)', 0x0e],
  ['unknown', 'the last unknown error code (0xffffffff)', 0xffffffff],
  ['no-error', 'NO_ERROR', 0x00]
]

export const cases = [
  ...codes.map(([id, title, code]) =>
    tolerance({
      ...halfClosed,
      id: `http2/rst-stream-with-${id}-code`,
      title: `a RST_STREAM frame with ${title}`,
      requirements: ['rfc9113-7-1', 'rfc9113-5.5-1'],
      control: reset(CANCEL),
      probe: reset(code),
      holds: [],
      expect: accepted()
    })
  ),
  tolerance({
    ...open,
    id: 'http2/rst-stream-of-upload-with-unknown-code',
    title: 'a RST_STREAM frame with an unknown error code on a stream whose request is not over',
    requirements: ['rfc9113-7-1', 'rfc9113-5.5-1'],
    control: reset(CANCEL),
    probe: reset(0xdeadbeef),
    holds: [],
    expect: accepted()
  })
]
