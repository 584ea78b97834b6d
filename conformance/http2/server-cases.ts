import type { Http2Case } from '../../lab/http2/judge-case.ts'
import { cases as overTls } from '../rfc9113/3.2-starting-over-tls.ts'
import { cases as priorKnowledge } from '../rfc9113/3.3-prior-knowledge.ts'
import { cases as preface } from '../rfc9113/3.4-connection-preface.ts'
import { cases as frameFormat } from '../rfc9113/4.1-frame-format.ts'
import { cases as frameSize } from '../rfc9113/4.2-frame-size.ts'
import { cases as compression } from '../rfc9113/4.3-field-section-compression.ts'
import { cases as compressionState } from '../rfc9113/4.3.1-compression-state.ts'
import { cases as streamStates } from '../rfc9113/5.1-stream-states.ts'
import { cases as streamIdentifiers } from '../rfc9113/5.1.1-stream-identifiers.ts'
import { cases as streamConcurrency } from '../rfc9113/5.1.2-stream-concurrency.ts'
import { cases as flowControl } from '../rfc9113/5.2-flow-control.ts'
import { cases as errorHandling } from '../rfc9113/5.4-error-handling.ts'
import { cases as extending } from '../rfc9113/5.5-extending.ts'
import { cases as data } from '../rfc9113/6.1-data.ts'
import { cases as headers } from '../rfc9113/6.2-headers.ts'
import { cases as priority } from '../rfc9113/6.3-priority.ts'
import { cases as rstStream } from '../rfc9113/6.4-rst-stream.ts'
import { cases as settings } from '../rfc9113/6.5-settings.ts'
import { cases as settingsSynchronization } from '../rfc9113/6.5.3-settings-synchronization.ts'
import { cases as ping } from '../rfc9113/6.7-ping.ts'
import { cases as goaway } from '../rfc9113/6.8-goaway.ts'
import { cases as windowUpdate } from '../rfc9113/6.9-window-update.ts'
import { cases as initialWindowSize } from '../rfc9113/6.9.2-initial-window-size.ts'
import { cases as reducingWindows } from '../rfc9113/6.9.3-reducing-windows.ts'
import { cases as continuation } from '../rfc9113/6.10-continuation.ts'
import { cases as errorCodes } from '../rfc9113/7-error-codes.ts'
import { cases as framing } from '../rfc9113/8.1-message-framing.ts'
import { cases as malformedMessages } from '../rfc9113/8.1.1-malformed-messages.ts'
import { cases as fieldValidity } from '../rfc9113/8.2.1-field-validity.ts'
import { cases as connectionSpecific } from '../rfc9113/8.2.2-connection-specific-fields.ts'
import { cases as cookie } from '../rfc9113/8.2.3-cookie.ts'
import { cases as controlData } from '../rfc9113/8.3-control-data.ts'
import { cases as requestPseudo } from '../rfc9113/8.3.1-request-pseudo-header-fields.ts'
import { cases as push } from '../rfc9113/8.4-server-push.ts'
import { cases as connect } from '../rfc9113/8.5-connect.ts'
import { cases as connectionManagement } from '../rfc9113/9.1-connection-management.ts'
import { cases as tls } from '../rfc9113/9.2-tls.ts'
import { cases as denialOfService } from '../rfc9113/10.5-denial-of-service.ts'
import { cases as tables } from '../rfc7541/2-tables.ts'
import { cases as decoding } from '../rfc7541/3-decoding.ts'
import { cases as dynamicTable } from '../rfc7541/4-dynamic-table.ts'
import { cases as primitiveTypes } from '../rfc7541/5-primitive-types.ts'
import { cases as enableConnectProtocol } from '../rfc8441/3-enable-connect-protocol.ts'
import { cases as extendedConnect } from '../rfc8441/4-extended-connect.ts'
import { cases as noRfc7540Priorities } from '../rfc9218/2.1-settings-no-rfc7540-priorities.ts'
import { cases as priorityField } from '../rfc9218/5-priority-field.ts'
import { cases as priorityUpdate } from '../rfc9218/7.1-priority-update.ts'
import { cases as scheduling } from '../rfc9218/10-server-scheduling.ts'

/** All cases against HTTP/2 servers, in the order of the specifications' tables of contents. */
export const serverCases: readonly Http2Case[] = [
  ...overTls,
  ...priorKnowledge,
  ...preface,
  ...frameFormat,
  ...frameSize,
  ...compression,
  ...compressionState,
  ...streamStates,
  ...streamIdentifiers,
  ...streamConcurrency,
  ...flowControl,
  ...errorHandling,
  ...extending,
  ...data,
  ...headers,
  ...priority,
  ...rstStream,
  ...settings,
  ...settingsSynchronization,
  ...ping,
  ...goaway,
  ...windowUpdate,
  ...initialWindowSize,
  ...reducingWindows,
  ...continuation,
  ...errorCodes,
  ...framing,
  ...malformedMessages,
  ...fieldValidity,
  ...connectionSpecific,
  ...cookie,
  ...controlData,
  ...requestPseudo,
  ...push,
  ...connect,
  ...connectionManagement,
  ...tls,
  ...denialOfService,
  ...tables,
  ...decoding,
  ...dynamicTable,
  ...primitiveTypes,
  ...enableConnectProtocol,
  ...extendedConnect,
  ...noRfc7540Priorities,
  ...priorityField,
  ...priorityUpdate,
  ...scheduling
]
