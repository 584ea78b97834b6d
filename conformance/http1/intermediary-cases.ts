import type { Http1Case } from '../../lab/http1/judge-case.ts'
import { forwarding } from '../rfc9110/intermediary/7.6-forwarding.ts'

/** All cases against intermediaries, in the order of the specifications. */
export const intermediaryCases: readonly Http1Case[] = [...forwarding]
