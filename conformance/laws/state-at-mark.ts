import type { Http2Case } from '../../lab/http2/judge-case.ts'
import type { Message } from '../../lab/http2/message.ts'
import type { Step } from '../../lab/http2/steps.ts'

/**
 * The state in which the difference finds the target: what our side has done before the mark, stream by stream, what was
 * waited for last, and the frames that stand beside the difference in its step. A frame is its type, with the properties
 * and the field names that it has, without their values.
 */
export function stateAtMark({ probe, mark }: Http2Case): string {
  const streams = new Map<string, Set<string>>()
  let awaited = ''
  const see = (message: Message): void => {
    const stream = 'frame' in message ? JSON.stringify(message.stream ?? 0) : 'octets'
    streams.set(stream, (streams.get(stream) ?? new Set<string>()).add(kindOf(message)))
  }
  const walk = (steps: readonly Step[]): void => {
    for (const step of steps) {
      if (step.do === 'send') step.messages.forEach(see)
      else if (step.do === 'repeat') walk(step.steps)
      else if (step.do === 'until') awaited = JSON.stringify(step.criterion)
      else streams.set(JSON.stringify(step), new Set())
    }
  }
  walk(probe.steps.slice(0, mark))
  const before = [...streams].map(([stream, seen]) => `${stream} ${[...seen].join('+')}`)
  return [...before, awaited, besides(probe.steps[mark])].join('; ')
}

/** The frames of a step. */
function besides(step: Step | undefined): string {
  if (step === undefined) return ''
  if (step.do === 'send') return step.messages.map(kindOf).join(' ')
  return JSON.stringify(step.do === 'repeat' ? step.steps : step)
}

/** A message without the values in it. */
function kindOf(message: Message): string {
  if (!('frame' in message)) return JSON.stringify(message)
  const { frame, stream, ...rest } = message
  const properties = Object.entries(rest).map(([name, value]) =>
    name === 'block' || name === 'settings'
      ? namesIn(value)
      : name === 'payload'
        ? `payload ${String(value)}`
        : name
  )
  return `${frame}${stream === 0 ? '(0)' : ''}{${properties.join(' ')}}`
}

/** The names of the field lines in a block, or the representations. */
function namesIn(block: unknown): string {
  if (Array.isArray(block))
    return block
      .map((line: unknown) =>
        Array.isArray(line) ? (line[0] === ':method' ? line.join(' ') : String(line[0])) : 'line'
      )
      .join(',')
  if (typeof block !== 'object' || block === null) return 'block'
  if ('part' in block) return `part ${namesIn(block.part)}`
  if (!('representations' in block) || !Array.isArray(block.representations)) return 'block'
  return block.representations
    .map((one: unknown) => JSON.stringify(one).replaceAll(/"value":"[^"]*"/g, ''))
    .join(',')
}
