export { nearest, suggestion } from '../reports/nearest.ts'
