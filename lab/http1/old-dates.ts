const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

const parts = (date: Date): readonly string[] => date.toUTCString().replace(',', '').split(' ')

/** A date in the format of ANSI C's asctime (RFC 9110, section 5.6.7): `Sun Nov  6 08:49:37 1994`. */
export function asctimeOf(date: Date): string {
  const [weekday = '', , month = '', year = '', time = ''] = parts(date)
  return `${weekday} ${month} ${String(date.getUTCDate()).padStart(2)} ${time} ${year}`
}

/** A date in the format of RFC 850: `Sunday, 06-Nov-94 08:49:37 GMT`. */
export function rfc850Of(date: Date): string {
  const [, day = '', month = '', year = '', time = ''] = parts(date)
  return `${DAYS[date.getUTCDay()] ?? ''}, ${day}-${month}-${year.slice(2)} ${time} GMT`
}
