/** Everything that a data file of a milestone needs. */
export { milestone, partly, shown } from './milestone.ts'
export { bench, cases, criterion, experiment, page, test } from './link.ts'
