import type { Http2Case } from '../../lab/http2/judge-case.ts'
import { cases as hpack } from '../rfc7541/client/hpack.ts'
import { cases as starting } from '../rfc9113/client/3-starting-http2.ts'
import { cases as compression } from '../rfc9113/client/4.3-field-section-compression.ts'
import { cases as frames } from '../rfc9113/client/4-http-frames.ts'
import { cases as states } from '../rfc9113/client/5.1-stream-states.ts'
import { cases as errors } from '../rfc9113/client/5.4-error-handling.ts'
import { cases as data } from '../rfc9113/client/6.1-data.ts'
import { cases as headers } from '../rfc9113/client/6.2-headers.ts'
import { cases as priority } from '../rfc9113/client/6.3-priority.ts'
import { cases as rstStream } from '../rfc9113/client/6.4-rst-stream.ts'
import { cases as settings } from '../rfc9113/client/6.5-settings.ts'
import { cases as pushPromise } from '../rfc9113/client/6.6-push-promise.ts'
import { cases as ping } from '../rfc9113/client/6.7-ping.ts'
import { cases as goaway } from '../rfc9113/client/6.8-goaway.ts'
import { cases as windowUpdate } from '../rfc9113/client/6.9-window-update.ts'
import { cases as framing } from '../rfc9113/client/8.1-message-framing.ts'
import { cases as fields } from '../rfc9113/client/8.2-fields.ts'
import { cases as tls } from '../rfc9113/client/9.2-tls.ts'
import { cases as service } from '../rfc9113/client/10.5-denial-of-service.ts'
import { cases as websockets } from '../rfc8441/client/websockets.ts'
import { cases as priorities } from '../rfc9218/client/priority.ts'

/** All cases against HTTP/2 clients, in the order of the specifications' tables of contents. */
export const clientCases: readonly Http2Case[] = [
  ...starting,
  ...frames,
  ...compression,
  ...states,
  ...errors,
  ...data,
  ...headers,
  ...priority,
  ...rstStream,
  ...settings,
  ...pushPromise,
  ...ping,
  ...goaway,
  ...windowUpdate,
  ...framing,
  ...fields,
  ...tls,
  ...service,
  ...hpack,
  ...websockets,
  ...priorities
]
