import type { Representation } from '../../impl/hpack/representation.ts'
import type { ErrorName, FlagName, FrameName, SettingName } from './registry.ts'
import type { Value } from './values.ts'

/** What an HTTP/2 script can send: octets as they are, or a frame, well-formed unless a part of it says otherwise. */
export type Message = Octets | Frame

/** Octets as text (one character an octet) or in hexadecimal; placeholders such as {authority} are filled in in text. */
export type Octets = { readonly text: string } | { readonly hex: string }

/** What every frame may say beside its own parts, to be ill-formed on purpose. */
interface Framed {
  readonly stream?: Value
  /** Flags beyond those that the frame's other parts imply: names, or bits. */
  readonly flags?: readonly (FlagName | number)[]
  /** Flags that are left out although the frame's parts imply them. */
  readonly without?: readonly FlagName[]
  /** The length field, when it is not the length of the payload. */
  readonly length?: Value
  /** Sets the reserved bit before the stream identifier. */
  readonly reserved?: true
  /** Hexadecimal octets in place of the payload that the parts would give. */
  readonly payload?: string
  /** The payload is filled up to so many octets, with zeros. */
  readonly fill?: Value
  /** Octets of the payload that are sent; the length field still counts what is sent unless `length` is given. */
  readonly cut?: number
  /** The frame is sent so many times; values see the round: 0, 1, … */
  readonly times?: Value
}

interface Padded {
  /** Octets of padding; sets PADDED. */
  readonly padding?: number
  /** The value of the Pad Length field, when it is not the length of the padding. */
  readonly padLength?: number
  /** Octet that the padding is made of; 0 unless said otherwise. */
  readonly padWith?: number
}

export type Frame = Framed &
  (
    | ({
        readonly frame: 'DATA'
        readonly data?: Data
        readonly endStream?: true
        /** The data are spread over frames of at most so many octets; padding and END_STREAM belong to the last. */
        readonly spread?: Value
      } & Padded)
    | ({
        readonly frame: 'HEADERS'
        readonly block?: Block
        readonly endStream?: true
        readonly endHeaders?: false
        readonly priority?: Priority
      } & Padded)
    | { readonly frame: 'CONTINUATION'; readonly block?: Block; readonly endHeaders?: false }
    | ({
        readonly frame: 'PUSH_PROMISE'
        readonly promised: Value
        readonly block?: Block
        readonly endHeaders?: false
      } & Padded)
    | { readonly frame: 'PRIORITY'; readonly priority: Priority }
    | { readonly frame: 'RST_STREAM'; readonly code: ErrorName | number }
    | {
        readonly frame: 'SETTINGS'
        readonly settings?: readonly (readonly [SettingName | number, Value])[]
        readonly ack?: true
      }
    | { readonly frame: 'PING'; readonly opaque: string; readonly ack?: true }
    | {
        readonly frame: 'GOAWAY'
        readonly last: Value
        readonly code: ErrorName | number
        readonly debug?: string
      }
    | { readonly frame: 'WINDOW_UPDATE'; readonly increment: Value }
    | { readonly frame: 'PRIORITY_UPDATE'; readonly prioritized: Value; readonly value: string }
    | { readonly frame: 'ALTSVC' | 'ORIGIN' }
    | { readonly frame: number }
  )
export type FrameOf<N extends FrameName> = Extract<Frame, { frame: N }>

/** Octets of a DATA frame: text, or a number of filler octets. */
export type Data = string | { readonly octets: Value }

export interface Priority {
  readonly dependency: Value
  /** 1 to 256. */
  readonly weight?: number
  readonly exclusive?: true
}

/**
 * A field block: field lines (written as literals without indexing, never Huffman-coded, so that they need no state),
 * the same made as long as wanted by further lines, HPACK representations, or a part (from, to: octet offsets) of another
 * block for spreading over frames.
 */
export type Block =
  | readonly FieldLine[]
  | { readonly lines: readonly FieldLine[]; readonly octets: Value }
  | { readonly representations: readonly (Representation | SizeUpdate)[] }
  | { readonly part: Block; readonly from?: number; readonly to?: number }
/** A dynamic table size update to a size that is known only on the connection, such as the target's limit. */
export interface SizeUpdate {
  readonly kind: 'sizeUpdate'
  readonly size: Exclude<Value, number>
}
export type FieldLine = readonly [name: string, value: string]
