import type { FieldLine } from '../application.ts'
import { Malformed } from './malformed.ts'
import type { Readings } from './rules.ts'

const LOWERCASE_TOKEN = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/
const VALUE = /^(?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?$/
const CONNECTION_SPECIFIC: Readonly<Record<string, Readings['connectionSpecificFields']>> = {
  connection: 'acceptsConnection',
  'proxy-connection': 'acceptsProxyConnection',
  'keep-alive': 'acceptsKeepAlive',
  'transfer-encoding': 'acceptsTransferEncoding',
  upgrade: 'acceptsUpgrade'
}

/**
 * Checks one regular field line against RFC 9113, sections 8.2.1 and 8.2.2. Gives the line to hand on, undefined
 * where a reading drops it, or why the message is malformed.
 */
export function checkFieldLine(
  line: FieldLine,
  readings: Readings,
  inRequest: boolean
): FieldLine | Malformed | undefined {
  const { name, value } = line
  let checked: FieldLine | Malformed | undefined = line
  if (!LOWERCASE_TOKEN.test(name) || readings.fieldNameToken === 'refusesSymbols')
    checked = checkName(line, readings)
  if (checked === undefined || checked instanceof Malformed) return checked
  if (
    !VALUE.test(value) ||
    readings.fieldValueWhitespace === 'refusesInner' ||
    readings.fieldValueControls === 'refusesText'
  ) {
    checked = checkValue(checked, readings)
    if (checked instanceof Malformed) return checked
  }
  const own = Object.hasOwn(CONNECTION_SPECIFIC, name) ? CONNECTION_SPECIFIC[name] : undefined
  if (own !== undefined) {
    const reading = readings.connectionSpecificFields
    if (reading === 'removed') return undefined
    if (reading !== 'ignored' && reading !== own)
      return new Malformed('connectionSpecificFields', `connection-specific field ${name}`)
  }
  if (name === 'te') {
    if (readings.teValue === 'refusesTrailers') return new Malformed('teValue', 'te field')
    if ((!inRequest || value.toLowerCase() !== 'trailers') && readings.teValue !== 'ignored')
      return new Malformed('teValue', `te: ${value}`)
  }
  return checked
}

function checkName(line: FieldLine, readings: Readings): FieldLine | Malformed | undefined {
  let { name } = line
  if (/[A-Z]/.test(name)) {
    if (readings.fieldNameUppercase === 'lowercased') name = name.toLowerCase()
    else if (readings.fieldNameUppercase !== 'ignored')
      return new Malformed('fieldNameUppercase', `field name ${name}`)
  }
  if (/[\x00-\x20\x7f-\xff]/.test(name)) {
    if (readings.fieldNameOctets === 'dropped') return undefined
    if (readings.fieldNameOctets !== 'ignored')
      return new Malformed('fieldNameOctets', 'prohibited octet in a field name')
  } else if (name.includes(':')) {
    if (readings.fieldNameColon !== 'ignored')
      return new Malformed('fieldNameColon', `colon in field name ${name}`)
  } else if (name === '' || /[^!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(name)) {
    if (readings.fieldNameToken !== 'ignored')
      return new Malformed('fieldNameToken', `field name "${name}" is not a token`)
  } else if (readings.fieldNameToken === 'refusesSymbols' && /[!#$%&'*+.^`|~]/.test(name)) {
    return new Malformed('fieldNameToken', `symbol in field name ${name}`)
  }
  return name === line.name ? line : { ...line, name }
}

const NUL_LF_CR: readonly [octet: string, name: string, reading: Readings['fieldValueOctets']][] = [
  ['\0', 'NUL', 'acceptsNul'],
  ['\n', 'LF', 'acceptsLf'],
  ['\r', 'CR', 'acceptsCr']
]

function checkValue(line: FieldLine, readings: Readings): FieldLine | Malformed {
  let { value } = line
  for (const [octet, called, reading] of NUL_LF_CR) {
    if (!value.includes(octet) || readings.fieldValueOctets === reading) continue
    if (readings.fieldValueOctets !== 'spaced')
      return new Malformed('fieldValueOctets', `${called} in field ${line.name}`)
    value = value.replaceAll(octet, ' ')
  }
  const ends = readings.fieldValueWhitespace
  if (/^[ \t]|[ \t]$/.test(value) && readings.fieldValueOctets !== 'spaced') {
    if (ends === 'trimmed') value = value.replace(/^[ \t]+|[ \t]+$/g, '')
    else if (
      (/^[ \t]/.test(value) && ends !== 'acceptsLeading') ||
      (/[ \t]$/.test(value) && ends !== 'acceptsTrailing')
    )
      return new Malformed('fieldValueWhitespace', `whitespace around field ${line.name}`)
  }
  if (ends === 'refusesInner' && value.includes('\t'))
    return new Malformed('fieldValueWhitespace', `tab in field ${line.name}`)
  if (/[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(value) && readings.fieldValueControls !== 'ignored')
    return new Malformed('fieldValueControls', `control octet in field ${line.name}`)
  if (readings.fieldValueControls === 'refusesText' && /[\x80-\xff]/.test(value))
    return new Malformed('fieldValueControls', `octet above 0x7f in field ${line.name}`)
  return value === line.value ? line : { ...line, value }
}
