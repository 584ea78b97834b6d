import type { Step } from '../../lab/script.ts'
import { messageText } from './message-text.ts'

/** A script's step in lines: what is done, and for a send one line for each message. */
export function stepLines(step: Step): string[] {
  const on = 'on' in step && step.on !== undefined ? ` on ${step.on}` : ''
  switch (step.do) {
    case 'send':
      return [`send${on}`, ...step.messages.map((message) => `  ${messageText(message)}`)]
    case 'until':
      return [
        `wait${on} until ${criterionText(step.criterion)}${step.patience === undefined ? '' : ` (${step.patience})`}`
      ]
    case 'pause':
      return [`pause (${step.patience})`]
    case 'close':
      return [`${step.abruptly === true ? 'reset' : 'close'} the connection${on}`]
    case 'end':
      return [`send nothing more (FIN)${on}`]
    case 'repeat':
      return [`${step.times} times${on}:`, ...step.steps.flatMap(stepLines).map((line) => `  ${line}`)]
    case 'automate':
      return [`answer automatically${on}: ${JSON.stringify(step.set)}`]
    default: {
      const words = Object.entries(step).filter(([name]) => name !== 'do' && name !== 'on')
      return [
        [step.do, ...(words.length === 0 ? [] : [messageText(Object.fromEntries(words))])].join(' ') + on
      ]
    }
  }
}

function criterionText(criterion: unknown): string {
  const { until, of, ...parts } = criterion as { until?: string; of?: readonly unknown[] }
  if (of !== undefined) return of.map(criterionText).join(until === 'any' ? ', or ' : ', and ')
  const more = messageText(parts)
  const frame = until === 'frame' ? 'a frame ' : `${until ?? ''} `
  return `${frame}${more}`.trim()
}
