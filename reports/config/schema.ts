import { z } from 'zod'
import { SEVERITIES } from '../gate/policy.ts'

const text = z.string().trim().min(1)
const path = z
  .string()
  .regex(/^\/[\x21-\x7e]*$/, 'is to be a path that begins with "/" and is written as in a URL')
const severity = z.enum(SEVERITIES as ['fail', 'warn', 'ignore'])

/** Where a target is, and what it has to offer; the same as the options of `zyphos conformance`. */
const target = z
  .strictObject({
    /** http://… (cleartext, prior knowledge) or https://… */
    url: z
      .string()
      .regex(/^https?:\/\//, 'is to begin with https:// or http://')
      .optional(),
    /** A command that starts it; it contains {port}, or {url} where it is a client. */
    exec: text.optional(),
    execSeveral: text.optional(),
    execUpload: text.optional(),
    /** A real program of the catalogue (`zyphos peers`). */
    peer: text.optional(),
    role: z.enum(['server', 'client']).optional(),
    /** A command, a peer: over TLS, or in cleartext. */
    tls: z.boolean().optional(),
    path: path.optional(),
    large: path.optional(),
    upload: path.optional(),
    unread: path.optional(),
    echo: path.optional(),
    shutdown: path.optional(),
    tunnel: path.optional(),
    verify: z.boolean().optional(),
    /** Needed for a target that is not on this machine. */
    iMayTestThisTarget: z.boolean().optional()
  })
  .refine(({ url, exec, peer }) => [url, exec, peer].filter((one) => one !== undefined).length === 1, {
    message: 'needs one of url, exec and peer'
  })

/** Which cases of a suite, on which targets. */
const suite = z.strictObject({
  /** Names of targets; all whose role fits when absent. */
  targets: z.array(text).optional(),
  /** Ids or globs. */
  cases: z.array(text).optional(),
  sections: z.array(text).optional(),
  levels: z.array(text).optional(),
  kinds: z.array(text).optional(),
  /** Also cases that wait for the target's own time-outs. */
  slow: z.boolean().optional()
})

/** What `zyphos.config.ts` exports. */
export const configSchema = z.strictObject({
  targets: z.record(text, target),
  suites: z.record(text, suite).optional(),
  /** The expectation file, from where the configuration is. */
  expectations: text.optional(),
  /** What fails the gate; see reports/gate/policy.ts. */
  levels: z
    .strictObject({
      MUST: severity.optional(),
      SHOULD: severity.optional(),
      MAY: severity.optional(),
      unsteady: severity.optional(),
      inconclusive: severity.optional(),
      unexplained: severity.optional()
    })
    .optional(),
  /** How often everything is run, to find what is flaky. */
  repeat: z.int().min(1).max(100).optional(),
  /** Exchanges' cases at the same time. */
  parallel: z.int().min(1).max(999).optional(),
  /** Files that are written after the run, from where the configuration is. */
  reports: z
    .strictObject({
      html: text.optional(),
      junit: text.optional(),
      sarif: text.optional(),
      markdown: text.optional(),
      json: text.optional(),
      tap: text.optional()
    })
    .optional()
})

/** What `zyphos.config.ts` exports. */
export type Config = z.input<typeof configSchema>
export type ConfigTarget = Config['targets'][string]
export type ConfigSuite = NonNullable<Config['suites']>[string]
