/** What we have for a case of h2spec: ids of ours, or why there is none. */
export type Counterpart = { readonly cases: readonly string[] } | { readonly outside: string }
export const h2specMap: Readonly<Record<string, Counterpart>> = {}
