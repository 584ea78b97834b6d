import type { Http1Case } from '../../lab/http1/judge-case.ts'
import { expectations } from '../rfc9110/10.1.1-expect.ts'
import { contentNegotiation } from '../rfc9110/12-content-negotiation.ts'
import { conditionalRequests } from '../rfc9110/13-conditional-requests.ts'
import { rangeRequests } from '../rfc9110/14-range-requests.ts'
import { fieldRules } from '../rfc9110/5-fields.ts'
import { routing } from '../rfc9110/7-routing.ts'
import { methods } from '../rfc9110/9-methods.ts'
import { messageParsing } from '../rfc9112/2.2-message-parsing.ts'
import { requestLine } from '../rfc9112/3-request-line.ts'
import { requestTarget } from '../rfc9112/3.2-request-target.ts'
import { fieldSyntax } from '../rfc9112/5-field-syntax.ts'
import { transferEncoding } from '../rfc9112/6.1-transfer-encoding.ts'
import { framingObserved } from '../rfc9112/6-framing-observed.ts'
import { messageBodyLength } from '../rfc9112/6.3-message-body-length.ts'
import { chunked } from '../rfc9112/7.1-chunked.ts'
import { connections } from '../rfc9112/9-connections.ts'

/** All cases against servers, in the order of the specifications. */
export const serverCases: readonly Http1Case[] = [
  ...messageParsing,
  ...requestLine,
  ...requestTarget,
  ...fieldSyntax,
  ...transferEncoding,
  ...messageBodyLength,
  ...chunked,
  ...framingObserved,
  ...connections,
  ...fieldRules,
  ...routing,
  ...methods,
  ...expectations,
  ...contentNegotiation,
  ...conditionalRequests,
  ...rangeRequests
]
