import type { EndLine, LogLine, RunLine, VerdictLine } from '../../lab/log-line.ts'
import { signatureOf } from '../signature.ts'
import type { Outcome, Result } from './outcome.ts'
import { shortSignature } from './short-signature.ts'

/** What a case came to in one run. */
export interface Judged extends Omit<Outcome, 'results'> {
  readonly result: Result
}

/** The verdicts on one target in one run: all cases, a selection of them, or a shard. Traces are not kept. */
export class RunPart {
  readonly run: RunLine
  readonly target: string
  readonly judged = new Map<string, Judged>()
  end: EndLine | undefined

  constructor(run: RunLine, target: string) {
    this.run = run
    this.target = target
  }

  /** Whether the case has a verdict already, so that a second one belongs to another round. */
  has({ case: id }: VerdictLine): boolean {
    return this.judged.has(id)
  }

  take(line: VerdictLine): void {
    const { case: id, level, title, requirements, kind, verdict, reason, differing } = line
    this.judged.set(id, {
      case: id,
      level,
      title,
      requirements,
      kind,
      result: {
        verdict,
        signature: shortSignature(signatureOf(line), verdict),
        reason,
        differing: (differing?.length ?? 0) > 0
      }
    })
  }
}

/** Takes the lines of run logs, one after another, and keeps what the gate needs. */
export class RunParts {
  readonly parts: RunPart[] = []
  #run: RunLine | undefined
  #current: RunPart[] = []

  take(line: LogLine): void {
    switch (line.type) {
      case 'run':
        this.#run = line
        this.#current = []
        break
      case 'target':
        this.#partFor(line.target)
        break
      case 'verdict': {
        const part = this.#partFor(line.target)
        if (part === undefined) break
        if (part.has(line)) this.#begin(line.target)?.take(line)
        else part.take(line)
        break
      }
      case 'end':
        for (const part of this.#current) part.end = line
        break
      case 'trace':
        break
    }
  }

  /** A file is over: what comes next belongs to another run. */
  leave(): void {
    this.#run = undefined
    this.#current = []
  }

  #partFor(target: string): RunPart | undefined {
    return this.#current.findLast((part) => part.target === target) ?? this.#begin(target)
  }

  #begin(target: string): RunPart | undefined {
    if (this.#run === undefined) return undefined
    const part = new RunPart(this.#run, target)
    this.#current.push(part)
    this.parts.push(part)
    return part
  }
}
