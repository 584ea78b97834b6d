import type { Session } from './sessions.ts'

/** One pass over all sessions takes `encode` or `decode` so many nanoseconds. */
export interface Contender {
  readonly name: string
  readonly encode: () => number
  readonly decode: () => number
  /** Octets of each session as it encodes them, in order, if it can tell. */
  readonly octets: (() => readonly number[]) | undefined
}

/** A codec for one direction of one connection. */
export interface Codec<Section> {
  readonly name: string
  readonly prepare: (fields: Session['sections'][number]) => Section
  readonly encoder: () => (section: Section) => number
  /** Gives the number of field lines, so that no decoder can skip the work. */
  readonly decoder: () => (block: Buffer) => number
}

/** A contender out of a codec in this process. */
export function contender<Section>(codec: Codec<Section>, sessions: readonly Session[]): Contender {
  const prepared = sessions.map(({ sections }) => sections.map(codec.prepare))
  const blocks = sessions.map((session) => session.blocks.map((block) => Buffer.from(block)))
  const encodeAll = (): number[] =>
    prepared.map((sections) => {
      const encode = codec.encoder()
      let octets = 0
      for (const section of sections) octets += encode(section)
      return octets
    })
  const decodeAll = (): number[] =>
    blocks.map((session) => {
      const decode = codec.decoder()
      let fields = 0
      for (const block of session) fields += decode(block)
      return fields
    })
  decodeAll().forEach((fields, session) => {
    const expected = sessions[session]!.sections.reduce((sum, section) => sum + section.length, 0)
    if (fields !== expected) throw new Error(`${codec.name}: ${fields} field lines instead of ${expected}`)
  })
  return { name: codec.name, encode: () => time(encodeAll), decode: () => time(decodeAll), octets: encodeAll }
}

function time(work: () => unknown): number {
  const start = process.hrtime.bigint()
  work()
  return Number(process.hrtime.bigint() - start)
}
