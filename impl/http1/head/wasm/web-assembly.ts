/** The part of WebAssembly that is used here: the type library of Node has none without that of browsers. */
export interface WebAssemblyApi {
  readonly Module: new (octets: Uint8Array) => WasmModule
  readonly Instance: new (
    module: WasmModule,
    imports: Readonly<Record<string, object>>
  ) => { readonly exports: unknown }
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => {
    readonly buffer: ArrayBuffer
  }
  validate(octets: Uint8Array): boolean
}

/** A compiled module. */
export interface WasmModule {
  readonly [Symbol.toStringTag]: string
}

/** Undefined where there is none: Node with `--jitless`, for one. */
export const webAssembly = (globalThis as unknown as { readonly WebAssembly?: WebAssemblyApi }).WebAssembly
