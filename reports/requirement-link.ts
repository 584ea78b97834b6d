/** Where a requirement's section can be read: `https://www.rfc-editor.org/rfc/rfc9113#section-6.5`. */
export function requirementLink(id: string): string | undefined {
  const cve = /^cve-(\d{4}-\d+)/i.exec(id)
  if (cve !== null) return `https://www.cve.org/CVERecord?id=CVE-${cve[1]}`
  const rfc = /^(rfc\d+)-(.+)[-+]\d+$/.exec(id)
  if (rfc === null) return undefined
  const [, document, section = ''] = rfc
  const anchor = /^[A-Z]/.test(section) ? `appendix-${section}` : `section-${section}`
  return `https://www.rfc-editor.org/rfc/${document}#${anchor}`
}
