import type { Invariant } from '../../lab/invariant.ts'
import { compression } from './invariants/compression.ts'
import { clientConnections } from './invariants/client-connections.ts'
import { clientRequests } from './invariants/client-requests.ts'
import { clientStreams } from './invariants/client-streams.ts'
import { connectionEnds } from './invariants/connection-ends.ts'
import { fieldBlocks } from './invariants/field-blocks.ts'
import { flowControl } from './invariants/flow-control.ts'
import { frameFormat } from './invariants/frame-format.ts'
import { messages } from './invariants/messages.ts'
import { requests } from './invariants/requests.ts'
import { invariant } from './invariants/rule.ts'
import { settingsSent } from './invariants/settings-sent.ts'
import { streamEnds } from './invariants/stream-ends.ts'

/** The preface of a client is asked for by another sentence than that of a server. */
const settings = settingsSent.map((rule) =>
  rule.id === 'first-frame-not-settings'
    ? { ...rule, requirements: ['rfc9113-3.4-1', 'rfc9113-6.5-1'] }
    : rule
)

/** What every trace of an HTTP/2 client is held to. */
export const clientInvariants: readonly Invariant[] = [
  ...settings,
  ...frameFormat,
  ...fieldBlocks,
  ...streamEnds,
  ...connectionEnds,
  ...flowControl,
  ...compression,
  ...messages,
  ...requests,
  ...clientRequests,
  ...clientStreams
]
  .map((rule) => invariant('client', rule))
  .concat(clientConnections)
