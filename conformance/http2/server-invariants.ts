import type { Invariant } from '../../lab/invariant.ts'
import { compression } from './invariants/compression.ts'
import { connectionEnds } from './invariants/connection-ends.ts'
import { fieldBlocks } from './invariants/field-blocks.ts'
import { flowControl } from './invariants/flow-control.ts'
import { frameFormat } from './invariants/frame-format.ts'
import { messages } from './invariants/messages.ts'
import { push } from './invariants/push.ts'
import { responses } from './invariants/responses.ts'
import { invariant } from './invariants/rule.ts'
import { serverStreams } from './invariants/server-streams.ts'
import { serverSettingsSent, settingsSent } from './invariants/settings-sent.ts'
import { streamEnds } from './invariants/stream-ends.ts'

/** What every trace of an HTTP/2 server is held to. */
export const serverInvariants: readonly Invariant[] = [
  ...settingsSent,
  ...serverSettingsSent,
  ...frameFormat,
  ...fieldBlocks,
  ...streamEnds,
  ...serverStreams,
  ...connectionEnds,
  ...flowControl,
  ...compression,
  ...messages,
  ...responses,
  ...push
].map((rule) => invariant('server', rule))
