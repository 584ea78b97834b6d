import * as flag from '../../flags.ts'
import * as octetClass from '../../octet-classes.ts'
import * as layout from './layout.ts'
import { classAt, get, least, octetAt } from './memory.ts'
import { pass } from './pass.ts'

const CR_LF = 0x0a0d
const COLON = 0x3a

/** As take-lines-by-vectors.ts, octet by octet. */
export function takeLinesByTable(base: i32, from: i32, last: i32): i32 {
  const keepsTrailing = (get(layout.FLAGS) & flag.TRAILING_KEPT) !== 0
  const longest = get(layout.LIMIT_FIELD_LINE)
  const first = layout.SPANS + 32
  const end = first + (get(layout.LIMIT_FIELDS) << 4)
  let field = first + (load<i32>(layout.SPANS, 4) << 4)
  let at = from
  while (field < end) {
    const stop = least(last, at + longest)
    const colon = pass(octetClass.NAME, at, stop)
    if (colon >= stop || colon === at || octetAt(colon) !== COLON) break
    let start = colon + 1
    while (start < stop && (classAt(start) & octetClass.OWS) !== 0) start++
    let valueEnd = pass(octetClass.VALUE, start, stop)
    if (valueEnd + 1 >= last || <i32>load<u16>(valueEnd) !== CR_LF) break
    const next = valueEnd + 2
    if (!keepsTrailing) while (valueEnd > start && (classAt(valueEnd - 1) & octetClass.OWS) !== 0) valueEnd--
    store<i32>(field, at - base)
    store<i32>(field, colon - base, 4)
    store<i32>(field, start - base, 8)
    store<i32>(field, valueEnd - base, 12)
    field += 16
    at = next
  }
  store<i32>(layout.SPANS, (field - first) >> 4, 4)
  return at
}
