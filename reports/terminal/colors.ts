import type pc from 'picocolors'
import type { Verdict } from '../../lab/verdict.ts'

export type Colors = ReturnType<typeof pc.createColors>

export const colorOf = (colors: Colors): Readonly<Record<Verdict, (text: string) => string>> => ({
  conforms: colors.green,
  violates: colors.red,
  inconclusive: colors.yellow,
  unsupported: colors.dim
})
