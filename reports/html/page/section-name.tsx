import { data } from './state.ts'
import { specificationName } from './standing.ts'

/** A section with its title, and a link to its text: `RFC 9113 6.5 SETTINGS`. */
export function SectionName({ section, link = true }: { section: string; link?: boolean }) {
  const [specification = '', number = ''] = section.split(' ')
  const title = data.sections.find(([of, at]) => of === specification && at === number)?.[2]
  const href = /^rfc\d+$/.test(specification) && number !== '' ? linkTo(specification, number) : undefined
  const name =
    specification === 'cve'
      ? specificationName(specification)
      : `${specificationName(specification)} ${number}`
  return (
    <span class="section-name">
      {link && href !== undefined ? (
        <a href={href} rel="noreferrer noopener" target="_blank">
          {name}
        </a>
      ) : (
        name
      )}{' '}
      <span class="title">{title}</span>
    </span>
  )
}

/** Sections are digits and dots, or a letter for an appendix: whatever else a log says is no link. */
function linkTo(specification: string, number: string): string | undefined {
  if (!/^(?:\d+|[A-Z])(?:\.\d+)*$/.test(number)) return undefined
  const anchor = /^[A-Z]/.test(number) ? `appendix-${number}` : `section-${number}`
  return `https://www.rfc-editor.org/rfc/${specification}#${anchor}`
}
