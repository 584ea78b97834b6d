import { Fragment } from 'preact'
import type { Column } from '../data.ts'
import { found } from './found.ts'
import { Mark } from './mark.tsx'
import { hrefTo } from './route.ts'
import { SectionName } from './section-name.tsx'
import { LEVELS, plainLevel } from './standing.ts'
import { data, groundOf, keyOf } from './state.ts'

/** Every violation, MUST first, by section: what was done, and what came. */
export function Wrong({ column }: { column: Column }) {
  const ground = groundOf(column)
  const violations = found(ground, column, 'violates')
  if (violations.length === 0) return null
  return (
    <section aria-labelledby="wrong">
      <h2 id="wrong">What is wrong</h2>
      {LEVELS.map((level) => {
        const of = violations.filter(({ one }) => plainLevel(one) === level)
        if (of.length === 0) return null
        const sections = [...new Set(of.map(({ one }) => one.section))]
        return (
          <Fragment key={level}>
            <h3>
              {level} <span class="aside">{of.length} violated</span>
            </h3>
            <table class="findings">
              <thead class="unseen">
                <tr>
                  <th scope="col">case</th>
                  <th scope="col">what the target did</th>
                </tr>
              </thead>
              {sections.map((section) => (
                <tbody key={section}>
                  <tr class="section">
                    <th scope="rowgroup" colSpan={2}>
                      <SectionName section={section} />
                    </th>
                  </tr>
                  {of
                    .filter(({ one }) => one.section === section)
                    .map(({ one, index }) => (
                      <tr key={one.id}>
                        <th scope="row">
                          <span class="marked">
                            <Mark verdict="violates" one={one} />
                            <a href={hrefTo('case', [one.id, keyOf(column)])}>
                              <bdi>{one.title}</bdi>
                            </a>
                          </span>
                        </th>
                        <td>
                          <bdi>{data.reasons[column.verdicts[index]?.reason ?? -1]}</bdi>
                        </td>
                      </tr>
                    ))}
                </tbody>
              ))}
            </table>
          </Fragment>
        )
      })}
    </section>
  )
}
