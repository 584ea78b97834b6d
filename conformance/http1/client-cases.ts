import type { Http1ClientCase } from '../../lab/http1/judge-client.ts'
import { clientExpectations } from '../rfc9110/client/expectations.ts'
import { clientRedirection } from '../rfc9110/client/redirection.ts'
import { clientSemantics } from '../rfc9110/client/semantics.ts'
import { clientMessageParsing } from '../rfc9112/client/2.2-message-parsing.ts'
import { clientStatusLine } from '../rfc9112/client/4-status-line.ts'
import { clientFieldSyntax } from '../rfc9112/client/5-field-syntax.ts'
import { clientMessageBody } from '../rfc9112/client/6-message-body.ts'
import { clientChunked } from '../rfc9112/client/7.1-chunked.ts'
import { clientConnections } from '../rfc9112/client/9-connections.ts'

/** All cases against clients, in the order of the specifications. */
export const clientCases: readonly Http1ClientCase[] = [
  ...clientMessageParsing,
  ...clientStatusLine,
  ...clientFieldSyntax,
  ...clientMessageBody,
  ...clientChunked,
  ...clientConnections,
  ...clientSemantics,
  ...clientExpectations,
  ...clientRedirection
]
