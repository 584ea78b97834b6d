export { printable } from '../reports/printable.ts'
