/** A signature without the name of its verdict, which stands beside it: `violates: FIN` becomes `FIN`. */
export function shortSignature(signature: string, verdict: string): string {
  if (signature === verdict) return signature
  return signature.startsWith(verdict) && /^\W/.test(signature.slice(verdict.length))
    ? signature.slice(verdict.length).replace(/^:? /, '')
    : signature
}
