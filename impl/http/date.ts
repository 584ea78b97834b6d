/** Dates in HTTP (RFC 9110, section 5.6.7). Times are in milliseconds since 1970. */

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const LONG_DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A time as IMF-fixdate, the only format that is to be generated: `Sun, 06 Nov 1994 08:49:37 GMT`. */
export const formatDate = (time: number): string => new Date(time).toUTCString()

/** A time in the format of RFC 850: `Sunday, 06-Nov-94 08:49:37 GMT`. Only for programs that are to be wrong. */
export function formatRfc850Date(time: number): string {
  const date = new Date(time)
  const day = `${two(date.getUTCDate())}-${MONTHS[date.getUTCMonth()]}-${two(date.getUTCFullYear() % 100)}`
  return `${LONG_DAYS[date.getUTCDay()]}, ${day} ${clockOf(date)} GMT`
}

/** A time in the format of asctime: `Sun Nov  6 08:49:37 1994`. Only for programs that are to be wrong. */
export function formatAsctimeDate(time: number): string {
  const date = new Date(time)
  const day = String(date.getUTCDate()).padStart(2)
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${day} ${clockOf(date)} ${date.getUTCFullYear()}`
}

const two = (number: number): string => String(number).padStart(2, '0')
const clockOf = (date: Date): string => date.toISOString().slice(11, 19)

const CLOCK = '(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)'
const FORMATS = [
  new RegExp(
    `^(?<weekday>${DAYS.join('|')}), (?<day>\\d\\d) (?<month>${MONTHS.join('|')}) (?<year>\\d{4}) ${CLOCK} GMT$`
  ),
  new RegExp(
    `^(?<weekday>${LONG_DAYS.join('|')}), (?<day>\\d\\d)-(?<month>${MONTHS.join('|')})-(?<year>\\d\\d) ${CLOCK} GMT$`
  ),
  new RegExp(
    `^(?<weekday>${DAYS.join('|')}) (?<month>${MONTHS.join('|')}) (?<day>[ \\d]\\d) ${CLOCK} (?<year>\\d{4})$`
  )
]

/**
 * Reads a date in any of the three formats; undefined where it is none. A year of two digits that would be more than 50
 * years after `now` is in the century before.
 */
export function parseDate(text: string, now: number): number | undefined {
  for (const format of FORMATS) {
    const groups = format.exec(text)?.groups
    if (groups !== undefined) return timeOf(groups, now)
  }
  return undefined
}

function timeOf(groups: Readonly<Record<string, string>>, now: number): number | undefined {
  const [day, hour, minute, second] = ['day', 'hour', 'minute', 'second'].map((name) =>
    Number(groups[name])
  ) as [number, number, number, number]
  const month = MONTHS.indexOf(groups['month'] ?? '')
  const year = fullYear(groups['year'] ?? '', now)
  // Second 60 is a leap second; times here do not have them.
  if (hour > 23 || minute > 59 || second > 60) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  if (date.getUTCMonth() !== month || date.getUTCDate() !== day) return undefined
  if (!(groups['weekday'] ?? '').startsWith(DAYS[date.getUTCDay()] ?? '')) return undefined
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000
}

function fullYear(digits: string, now: number): number {
  if (digits.length === 4) return Number(digits)
  const present = new Date(now).getUTCFullYear()
  const year = present + ((Number(digits) - (present % 100) + 100) % 100)
  return year > present + 50 ? year - 100 : year
}
