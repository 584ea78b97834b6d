/** One field line of a header or trailer section. Names and values are strings of Latin-1 octets. */
export interface FieldLine {
  readonly name: string
  readonly value: string
  /** Asks every compressor on the way never to put this line into a dynamic table (RFC 7541, section 6.2.3). */
  readonly neverIndexed?: boolean
}

/**
 * A request as an application sees it, whatever protocol carried it. Listeners are to be attached while the handler
 * runs; an `onEnd` or `onReset` listener that is attached after the fact is called at once.
 */
export interface Request {
  readonly method: string
  readonly scheme: string | undefined
  readonly authority: string | undefined
  /** Path and query, `*`, or the empty string for CONNECT. */
  readonly path: string
  /** `:protocol` of an extended CONNECT (RFC 8441). */
  readonly protocol: string | undefined
  /** The header section without pseudo-header fields, in the order received. */
  readonly fields: readonly FieldLine[]
  /** Content as it arrives. The octets are valid during the call only. Without a listener content is discarded. */
  onData(listener: (octets: Uint8Array) => void): void
  /** The request is complete. */
  onEnd(listener: (trailers: readonly FieldLine[] | undefined) => void): void
  /** The stream, or its connection, was ended before its time. `code` is an error code of the protocol. */
  onReset(listener: (code: number) => void): void
  /** Stops granting flow-control credit: content that still arrives is kept until `resume`. */
  pause(): void
  resume(): void
}

/** The head of a request that a server promises to answer unasked. */
export interface PromisedRequest {
  readonly method: string
  readonly scheme: string
  readonly authority: string
  readonly path: string
  readonly fields: readonly FieldLine[]
}

/** The answer to a request. Octets given to `write`, `end` and `send` must not be changed until they are sent. */
export interface Response {
  /** Sends an informational response (1xx). */
  inform(status: number, fields: readonly FieldLine[]): void
  /** Sends the head of the final response. */
  respond(status: number, fields: readonly FieldLine[], options?: { readonly endStream?: boolean }): void
  /** Sends content. False asks the application to wait for `onWritable`. */
  write(octets: Uint8Array): boolean
  /** Ends the response, with a last piece of content and trailers if given. */
  end(octets?: Uint8Array, trailers?: readonly FieldLine[]): void
  /** The whole response at once: the fast path for small answers. */
  send(status: number, fields: readonly FieldLine[], body?: Uint8Array): void
  /** Gives the exchange up with an error code of the protocol. */
  reset(code: number): void
  /** Called each time that everything written has been taken by the connection. */
  onWritable(listener: () => void): void
  /** Promises a response; undefined when the client or the connection does not allow it. */
  push?(request: PromisedRequest): Response | undefined
  /** Ends the connection gracefully: what was asked is answered, nothing new is taken. */
  shutdown?(): void
}

/** An application: called once for each request, as soon as its header section is complete. */
export type Handler = (request: Request, response: Response) => void
