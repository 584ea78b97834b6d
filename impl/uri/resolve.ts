import { removeDotSegments } from './remove-dot-segments.ts'
import type { Uri } from './uri.ts'

/** Resolves a reference against a base URI, strictly: a scheme equal to the base's is not ignored (RFC 3986, section 5.2.2). */
export function resolveReference(base: Uri, reference: Uri): Uri {
  const { fragment } = reference
  if (reference.scheme !== undefined) return { ...reference, path: removeDotSegments(reference.path) }
  const { scheme } = base
  if (reference.host !== undefined) return { ...reference, scheme, path: removeDotSegments(reference.path) }
  const { userinfo, host, port } = base
  const authority = { scheme, userinfo, host, port }
  if (reference.path === '')
    return { ...authority, path: base.path, query: reference.query ?? base.query, fragment }
  const path = reference.path.startsWith('/') ? reference.path : merge(base, reference.path)
  return { ...authority, path: removeDotSegments(path), query: reference.query, fragment }
}

/** A relative path in the place of the last segment of the base's path (section 5.2.3). */
function merge({ host, path }: Uri, relative: string): string {
  if (host !== undefined && path === '') return `/${relative}`
  return path.slice(0, path.lastIndexOf('/') + 1) + relative
}
