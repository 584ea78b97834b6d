import type { Http1Case } from '../../lab/http1/judge-case.ts'
import { forwarding } from '../rfc9110/intermediary/7.6-forwarding.ts'
import { messages } from '../rfc9112/intermediary/2-message.ts'
import { fields } from '../rfc9112/intermediary/5-fields.ts'
import { framingOfRequests } from '../rfc9112/intermediary/6-framing-of-requests.ts'
import { framingOfResponses } from '../rfc9112/intermediary/6-framing-of-responses.ts'
import { connections } from '../rfc9112/intermediary/9-connections.ts'

/** All cases against intermediaries, in the order of the specifications. */
export const intermediaryCases: readonly Http1Case[] = [
  ...messages,
  ...fields,
  ...framingOfRequests,
  ...framingOfResponses,
  ...connections,
  ...forwarding
]
