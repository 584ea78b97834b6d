import { HpackDecoder } from '../../../impl/hpack/decoder.ts'
import { INITIAL_SETTINGS } from '../../../lab/http2/registry.ts'
import { blocksOf, type FieldBlock } from './blocks.ts'
import type { InvariantRule, Note, Watcher } from './rule.ts'
import { frames, seeing } from './selections.ts'
import type { Scene } from './scene.ts'
import { SettingInForce } from './settings-in-force.ts'
import { sizeUpdatesOf } from './size-updates.ts'

/** Sees each complete field block of the target, and each table size of ours that it acknowledges. */
function ofBlocks(
  scene: Scene,
  look: (block: FieldBlock, limit: SettingInForce, entry: number) => void,
  acknowledged: (size: number, at: number) => void = () => {}
): Watcher {
  const limit = new SettingInForce('HEADER_TABLE_SIZE', scene)
  const blocks = new Map(blocksOf(scene).map((block) => [block.to, block]))
  return seeing(settingsAndBlocks, (event, at) => {
    if (at > scene.unsettled) return
    const size = limit.take(event, at)
    if (size !== undefined) acknowledged(size, at)
    const block = blocks.get(at)
    if (block !== undefined) look(block, limit, event.entry)
  })
}

const settingsAndBlocks = frames(['SETTINGS'], ['SETTINGS', 'HEADERS', 'PUSH_PROMISE', 'CONTINUATION'])

/** The target as an HPACK encoder. */
export const compression: readonly InvariantRule[] = [
  {
    id: 'field-block-sent-that-does-not-decode',
    title: 'field blocks decode: indices are in the tables, Huffman codes end as they must',
    requirements: [
      'rfc9113-4.3-3',
      'rfc7541-2.3.3-1',
      'rfc7541-4.1+1',
      'rfc7541-5.2-1',
      'rfc7541-5.2-2',
      'rfc7541-5.2-3'
    ],
    watch: (note) => (event) => {
      if (event.by !== 'target') return
      if (event.event === 'fields') note.seen()
      else if (event.event === 'undecodable')
        note.broken(`the field block on stream ${event.stream} does not decode: ${event.reason}`, event.entry)
    }
  },
  {
    id: 'size-update-sent-above-limit',
    title: 'a table size is chosen within the SETTINGS_HEADER_TABLE_SIZE of the receiver',
    requirements: ['rfc7541-4.2-1', 'rfc7541-6.3-1', 'rfc9113-6.5.2+1'],
    watch: (note, scene) =>
      ofBlocks(scene, ({ octets, stream }, limit, entry) => {
        for (const size of sizeUpdatesOf(octets)?.atStart ?? []) {
          note.seen()
          if (size > limit.most)
            note.broken(
              `a size update to ${size} on stream ${stream}, where ${limit.most} are allowed`,
              entry
            )
        }
      })
  },
  {
    id: 'size-update-sent-out-of-place',
    title: 'a size update stands at the start of a field block, and there are two at the most',
    requirements: ['rfc7541-4.2-2', 'rfc7541-4.2+1'],
    watch: (note, scene) =>
      ofBlocks(scene, ({ octets, stream }, _, entry) => {
        note.seen()
        const updates = sizeUpdatesOf(octets)
        if (updates?.late === true)
          note.broken(`a size update behind a field line on stream ${stream}`, entry)
        if ((updates?.atStart.length ?? 0) > 2)
          note.broken(`${updates?.atStart.length} size updates in a block on stream ${stream}`, entry)
      })
  },
  {
    id: 'reduced-table-size-not-signalled',
    title:
      'after a table size below what the table holds was acknowledged, the next field block starts with a size update within it',
    requirements: ['rfc9113-4.3.1-1', 'rfc7541-4.2-2', 'rfc7541-4.2-3', 'rfc7541-4.2-1'],
    watch: reduction
  }
]

/**
 * Only what the table really holds is certain: an encoder that has entered nothing may be said to keep within any size.
 * So the rule is broken by a block without the update while the table holds more than the limit, and by entries made
 * beyond the limit.
 */
function reduction(note: Note, scene: Scene): Watcher {
  const decoder = new HpackDecoder()
  decoder.setMaxTableSize(0xffffffff)
  let lost = false
  let smallest = Infinity
  let since = -1
  return ofBlocks(
    scene,
    ({ octets, stream, from }, limit, entry) => {
      if (lost) return
      const updates = sizeUpdatesOf(octets)?.atStart ?? []
      // A block that had begun before the acknowledgement was encoded before it.
      const due = smallest < Infinity && from > since
      const held = decoder.tableSize
      if (due) {
        note.seen()
        const first = updates[0]
        if (held > smallest && (first === undefined || first > smallest))
          note.broken(
            `a field block on stream ${stream} ${first === undefined ? 'without size update' : `with a size update to ${first}`}, while the table holds ${held} octets and ${smallest} are allowed`,
            entry
          )
        smallest = Infinity
      }
      try {
        decoder.decode(octets)
      } catch {
        lost = true
        return
      }
      const most = Math.max(limit.most, from > since ? 0 : INITIAL_SETTINGS.HEADER_TABLE_SIZE)
      if (decoder.tableSize > most)
        note.broken(
          `the table holds ${decoder.tableSize} octets after a block on stream ${stream}, where ${most} are allowed`,
          entry
        )
    },
    (size, at) => {
      smallest = Math.min(smallest, size)
      since = at
    }
  )
}
