/** How a server target is reached. */
export interface Address {
  readonly host: string
  readonly port: number
  readonly tls: boolean
  /** Server name for TLS; the host, unless it is an address. */
  readonly servername?: string
  /** Verify the target's certificate; not done unless asked for. */
  readonly verify?: boolean
}
