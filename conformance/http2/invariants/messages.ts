import type { FieldLine } from '../../../lab/http2/reading.ts'
import type { FieldsEvent } from '../../../lab/http2/view.ts'
import type { InvariantRule, Note } from './rule.ts'
import { sectionsOfTarget, seeing } from './selections.ts'
import { quoted } from '../../../lab/quoted.ts'

const CONNECTION_SPECIFIC: ReadonlySet<string> = new Set([
  'connection',
  'proxy-connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade'
])

const isPseudo = ({ name }: FieldLine): boolean => name.startsWith(':')

/** A rule on each field line of the target. */
const onLines = (
  id: string,
  title: string,
  requirements: readonly string[],
  fault: (line: FieldLine) => string | undefined
): InvariantRule => ({
  id,
  title,
  requirements,
  watch: (note) =>
    ofSections((event) => {
      for (const line of event.fields) {
        note.seen()
        const found = fault(line)
        if (found !== undefined) note.broken(`${found} on stream ${event.stream}`, event.entry)
      }
    })
})

/** A watcher of the target's decoded field sections. */
export const ofSections = (look: (event: FieldsEvent) => void): ReturnType<InvariantRule['watch']> =>
  seeing(sectionsOfTarget, (event) => {
    if (event.event === 'fields' && event.by === 'target') look(event)
  })

/** What the target's field sections hold, whichever message they belong to. */
export const messages: readonly InvariantRule[] = [
  onLines(
    'field-name-sent-in-upper-case',
    'field names are in lower case',
    ['rfc9113-8.2-1', 'rfc9113-8.2.1-3'],
    ({ name }) => (/[A-Z]/.test(name) ? `the field name ${quoted(name)}` : undefined)
  ),
  onLines(
    'field-name-sent-with-forbidden-octet',
    'field names have no octet in 0x00-0x20 or 0x7f-0xff',
    ['rfc9113-8.2.1-3'],

    ({ name }) => (/[\x00-\x20\x7f-\xff]/.test(name) ? `the field name ${quoted(name)}` : undefined)
  ),
  onLines(
    'field-name-sent-with-colon',
    'field names have no colon, but for the first octet of pseudo-header fields',
    ['rfc9113-8.2.1-4'],
    ({ name }) => (name.includes(':', 1) ? `the field name ${quoted(name)}` : undefined)
  ),
  onLines(
    'field-value-sent-with-line-end',
    'field values have no NUL, LF or CR',
    ['rfc9113-8.2.1-5'],
    ({ name, value }) =>
      /[\0\n\r]/.test(value) ? `the value ${quoted(value)} of ${quoted(name)}` : undefined
  ),
  onLines(
    'field-value-sent-with-outer-space',
    'field values neither start nor end with SP or HTAB',
    ['rfc9113-8.2.1-6'],
    ({ name, value }) =>
      /^[ \t]|[ \t]$/.test(value) ? `the value ${quoted(value)} of ${quoted(name)}` : undefined
  ),
  onLines(
    'connection-specific-field-sent',
    'no connection-specific field is sent',
    ['rfc9113-8.2.2-1', 'rfc9113-8.1+4'],
    ({ name }) => (CONNECTION_SPECIFIC.has(name.toLowerCase()) ? `the field ${quoted(name)}` : undefined)
  ),
  {
    id: 'pseudo-header-field-sent-after-field',
    title: 'pseudo-header fields precede all other field lines',
    requirements: ['rfc9113-8.3-5'],
    watch: (note) =>
      ofSections(({ fields, stream, entry }) => {
        note.seen()
        const regular = fields.findIndex((line) => !isPseudo(line))
        const late = regular === -1 ? undefined : fields.slice(regular).find(isPseudo)
        if (late !== undefined) note.broken(`${late.name} after a field line on stream ${stream}`, entry)
      })
  },
  {
    id: 'pseudo-header-field-sent-twice',
    title: 'a pseudo-header field occurs once in a field block',
    requirements: ['rfc9113-8.3-7'],
    watch: (note) =>
      ofSections(({ fields, stream, entry }) => {
        note.seen()
        const names = fields.filter(isPseudo).map(({ name }) => name)
        const twice = names.find((name, at) => names.indexOf(name) !== at)
        if (twice !== undefined) note.broken(`${twice} twice on stream ${stream}`, entry)
      })
  }
]

/** Judges that the pseudo-header fields of a section are among those given. */
export function onlyPseudo(allowed: ReadonlySet<string>, event: FieldsEvent, note: Note): void {
  note.seen()
  const other = event.fields.find((line) => isPseudo(line) && !allowed.has(line.name))
  if (other !== undefined) note.broken(`${other.name} on stream ${event.stream}`, event.entry)
}
