import type { Http1Case } from '../../lab/http1/judge-case.ts'
import { fieldSyntax } from '../rfc9112/5-field-syntax.ts'
import { requestTarget } from '../rfc9112/3.2-request-target.ts'
import { messageBodyLength } from '../rfc9112/6.3-message-body-length.ts'

/** All cases against servers, in the order of the specifications. */
export const serverCases: readonly Http1Case[] = [...requestTarget, ...fieldSyntax, ...messageBodyLength]
