import type { Http2Case } from '../../lab/http2/judge-case.ts'
import { cases as data } from '../rfc9113/6.1-data.ts'
import { cases as settings } from '../rfc9113/6.5-settings.ts'
import { cases as ping } from '../rfc9113/6.7-ping.ts'
import { cases as framing } from '../rfc9113/8.1-message-framing.ts'
import { cases as malformedMessages } from '../rfc9113/8.1.1-malformed-messages.ts'
import { cases as fieldValidity } from '../rfc9113/8.2.1-field-validity.ts'
import { cases as connectionSpecific } from '../rfc9113/8.2.2-connection-specific-fields.ts'
import { cases as cookie } from '../rfc9113/8.2.3-cookie.ts'
import { cases as controlData } from '../rfc9113/8.3-control-data.ts'
import { cases as requestPseudo } from '../rfc9113/8.3.1-request-pseudo-header-fields.ts'
import { cases as push } from '../rfc9113/8.4-server-push.ts'
import { cases as connect } from '../rfc9113/8.5-connect.ts'
import { cases as denialOfService } from '../rfc9113/10.5-denial-of-service.ts'

/** All cases against HTTP/2 servers, in the order of the specifications' tables of contents. */
export const serverCases: readonly Http2Case[] = [
  ...data,
  ...settings,
  ...ping,
  ...framing,
  ...malformedMessages,
  ...fieldValidity,
  ...connectionSpecific,
  ...cookie,
  ...controlData,
  ...requestPseudo,
  ...push,
  ...connect,
  ...denialOfService
]
