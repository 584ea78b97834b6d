import { useState } from 'preact/hooks'
import type { WireEvent } from '../wire/wire-event.ts'
import { HexDump } from './hex-dump.tsx'

/** One event of a trace: who, when, what; its octets on demand. */
export function EventRow({ event, deciding, open }: { event: WireEvent; deciding: boolean; open: boolean }) {
  const [expanded, setExpanded] = useState(open)
  const { by, at, name, text, octets, spans, fields, auto, kind } = event
  const line = (
    <>
      <span class="direction" aria-hidden="true">
        {kind === 'note' ? '\u00b7' : by === 'lab' ? '\u2192' : '\u2190'}
      </span>
      <span class="unseen">{kind === 'note' ? '' : by === 'lab' ? 'sent ' : 'received '}</span>
      <span class="time">{at.toFixed(1)}</span>
      <span class="what">
        {kind === 'message' && <strong>{name}</strong>} <bdi>{text}</bdi>
        {auto && <span class="auto">automatic</span>}
        {deciding && <span class="decided">decided</span>}
        {fields !== undefined && <Fields fields={fields} />}
      </span>
    </>
  )
  const name_ = `event ${by} ${kind}${deciding ? ' deciding' : ''}${auto ? ' automatic' : ''}`
  if (octets === undefined)
    return (
      <li class={name_}>
        <div class="line">{line}</div>
      </li>
    )
  return (
    <li class={name_}>
      <details open={open} onToggle={(event) => setExpanded(event.currentTarget.open)}>
        <summary class="line">{line}</summary>
        {expanded && <HexDump octets={octets} {...(spans === undefined ? {} : { spans })} />}
      </details>
    </li>
  )
}

const FIRST = 12

function Fields({ fields }: { fields: readonly (readonly [string, string])[] }) {
  return (
    <span class="fields">
      {fields.slice(0, FIRST).map(([name, value], index) => (
        <bdi key={index} class="field">
          <span class="field-name">{name}:</span>{' '}
          {value.length > 200 ? `${value.slice(0, 200)}… (${value.length})` : value}
        </bdi>
      ))}
      {fields.length > FIRST && <span class="quiet">{fields.length - FIRST} more fields</span>}
    </span>
  )
}
