import type { Http2Case } from '../../lab/http2/judge-case.ts'
import { cases as data } from '../rfc9113/client/6.1-data.ts'
import { cases as settings } from '../rfc9113/client/6.5-settings.ts'
import { cases as ping } from '../rfc9113/client/6.7-ping.ts'

/** All cases against HTTP/2 clients, in the order of the specifications' tables of contents. */
export const clientCases: readonly Http2Case[] = [...data, ...settings, ...ping]
