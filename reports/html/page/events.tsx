import { useState } from 'preact/hooks'
import type { WireEvent } from '../wire/wire-event.ts'
import { EventRow } from './event-row.tsx'

/** Events that are shown before the others are counted, and more with each wish. */
const FIRST = 24
const MORE = 200

/** What happened in one step of one exchange. Of a long list the first ones, those that decided, and the last ones. */
export function Events({
  events,
  deciding,
  opens
}: {
  events: readonly WireEvent[]
  deciding: ReadonlySet<number>
  /** Whether the octets of an event are shown at once. */
  opens(event: WireEvent): boolean
}) {
  const [most, setMost] = useState(FIRST)
  const last = 3
  const isShown = (event: WireEvent, index: number): boolean =>
    index < most || index >= events.length - last || deciding.has(event.entry)
  if (events.length === 0) return <p class="nothing">nothing</p>
  const rows = []
  let hidden = 0
  let opened = 0
  for (const [index, event] of events.entries()) {
    if (!isShown(event, index)) {
      hidden++
      continue
    }
    if (hidden > 0)
      rows.push(<Hidden count={hidden} more={() => setMost(most + MORE)} key={`hidden ${index}`} />)
    hidden = 0
    const open = opens(event) && opened < 6
    if (open) opened++
    rows.push(<EventRow key={index} event={event} deciding={deciding.has(event.entry)} open={open} />)
  }
  return <ol class="events">{rows}</ol>
}

function Hidden({ count, more }: { count: number; more(): void }) {
  return (
    <li class="hidden">
      <button type="button" class="plain" onClick={more}>
        {count} more
      </button>
    </li>
  )
}
