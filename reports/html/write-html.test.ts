import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hostileLines, writeHostileLog, HOSTILE } from '../../test/html-report/hostile-log.ts'
import { openPage, type OpenPage } from '../../test/html-report/open-page.ts'
import { sampleLines, writeLines } from '../../test/html-report/sample-log.ts'
import { writeHtml } from './write-html.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zyphos-html-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function report(
  logs: readonly string[],
  options: Parameters<typeof writeHtml>[2] = {}
): Promise<string> {
  const out = join(folder, 'report.html')
  await writeHtml(logs, out, options)
  return readFileSync(out, 'utf8')
}

async function opened(html: string, use: (page: OpenPage) => Promise<void>): Promise<void> {
  const page = await openPage(html)
  try {
    await use(page)
  } finally {
    page.close()
  }
}

describe('a report of what a hostile target said', () => {
  let html: string
  beforeAll(async () => {
    const log = join(folder, 'hostile.jsonl')
    writeHostileLog(log)
    html = await report([log])
  })

  test('holds no markup but its own', () => {
    const tags = html.replace(/<(script|style)\b[^>]*>[^]*?<\/\1>/g, '<$1>').match(/<[a-z!/][^>]*>/gi) ?? []
    const names = new Set(tags.map((tag) => /^<[/!]?(\w+)/.exec(tag)?.[1]))
    expect([...names].sort()).toEqual(
      [
        ...['body', 'div', 'doctype', 'h1', 'head', 'html', 'meta', 'noscript', 'p', 'script', 'style'],
        ...['table', 'td', 'th', 'title', 'tr']
      ].sort()
    )
    expect(tags.filter((tag) => /\son|javascript:|src=|href=/i.test(tag))).toEqual([])
    expect(html).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/)
  })

  test('allows nothing but its one script and its one style sheet, by their digests', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? ''
    const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    const scripts = [...html.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)].map(
      ([, kind = '', text = '']) => ({
        kind: kind.trim(),
        text
      })
    )
    const running = scripts.filter(({ kind }) => kind === '')
    const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? ''
    expect(running).toHaveLength(1)
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${digest(running[0]?.text ?? '')}`,
      `style-src ${digest(style)}`,
      "base-uri 'none'",
      "form-action 'none'"
    ])
    for (const { kind, text } of scripts) if (kind !== '') expect(text).toMatch(/^[A-Za-z0-9+/]+={0,2}$/)
    expect(style).not.toMatch(/url\(|@import/)
  })

  test('shows all of it as text, in every view, and runs none of it', async () => {
    await opened(html, async (page) => {
      const { window } = page
      // What is printed is all there is.
      await page.go('#/matrix')
      window.dispatchEvent(new window.Event('beforeprint'))
      await page.go('#/matrix')
      const views = [
        ...['#/', '#/matrix', '#/requirements', '#/compare', '#/runs', '#/nowhere', '#/case/%E0%A4%A/x'],
        ...new Set(
          Array.from(
            window.document.querySelectorAll<HTMLAnchorElement>('.grid a[href^="#/case/"]'),
            (link) => link.getAttribute('href') ?? ''
          )
        )
      ]
      expect(views.length).toBeGreaterThanOrEqual(HOSTILE.length + 7)
      window.dispatchEvent(new window.Event('afterprint'))
      for (const view of views) {
        await page.go(view)
        expect({ view, pwned: (window as unknown as { pwned?: unknown }).pwned }).toEqual({ view })
        expect(
          window.document.querySelectorAll('#app img, #app script, #app iframe, #app [onload]')
        ).toHaveLength(0)
        const foreign = Array.from(
          window.document.querySelectorAll<HTMLAnchorElement>('#app a[href]'),
          (link) => link.getAttribute('href') ?? ''
        ).filter((href) => !/^#\/|^https:\/\/www\.(rfc-editor|cve)\.org\//.test(href))
        expect({ view, foreign }).toEqual({ view, foreign: [] })
        expect(page.text()).not.toMatch(
          /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/u
        )
      }
      expect(page.errors).toEqual([])
      await page.go(views.find((view) => view.includes('script%3E')) ?? '')
      expect(page.text()).toContain(HOSTILE[0])
      expect(page.text()).toContain('x-said')
      expect(page.text()).not.toContain('does not decode')
    })
  })

  test('names the lines that could not be read', async () => {
    const lines = hostileLines().length
    await opened(html, async (page) => {
      await page.go('#/runs')
      for (const number of [lines + 1, lines + 2, lines + 3]) expect(page.text()).toContain(`line ${number}:`)
    })
  })
})

describe('a report', () => {
  test('answers what is wrong, why, what proves it, and how to see it again', async () => {
    const log = join(folder, 'sample.jsonl')
    writeLines(log, sampleLines())
    await opened(await report([log]), async (page) => {
      expect(page.text()).toContain('1 of 2 MUST cases violated')
      expect(page.text()).toContain('control group, best')
      await page.go('#/case/http2%2Fsettings-ack-with-payload/sample')
      const text = page.text()
      expect(text).toContain('the target went on')
      expect(text).toContain('npx zyphos conformance http2 sample --case http2/settings-ack-with-payload')
      expect(text).toContain('rfc9113-6.5-4')
      const deciding = page.window.document.querySelector('.event.deciding')
      expect(deciding?.textContent).toContain('PING')
      expect(deciding?.textContent).toContain('7a 79 70')
      expect(page.errors).toEqual([])
    })
  })

  test('keeps equal exchanges once', async () => {
    const one = join(folder, 'one.jsonl')
    const many = join(folder, 'many.jsonl')
    writeLines(one, sampleLines())
    const [run, target, ...rest] = sampleLines()
    const copies = Array.from({ length: 200 }, (_, copy) =>
      rest.map((line) =>
        line.type === 'trace' ? { ...line, id: line.id.replace('http2/', `http2/${copy}-`) } : line
      )
    )
    writeLines(
      many,
      [run, target, ...copies.flat()].filter((line) => line !== undefined)
    )
    const [small, large] = [(await report([one])).length, (await report([many])).length]
    expect(large - small).toBeLessThan(2000)
  })

  test('stays within its budget, keeps the evidence of violations, and says what it leaves out', async () => {
    const log = join(folder, 'large.jsonl')
    writeLines(log, sampleLines())
    const budget = (await report([log])).length + 100_000
    writeLines(log, sampleLines({ incompressible: 3 }))
    const html = await report([log], { budget })
    expect(html.length).toBeLessThan(budget)
    await opened(html, async (page) => {
      await page.go('#/runs')
      expect(page.text()).toMatch(/parts with traces were left out/)
      await page.go('#/case/http2%2Fsettings-ack-with-payload/sample')
      expect(page.window.document.querySelector('.event.deciding')).not.toBeNull()
      await page.go('#/case/http2%2Flarge-0/sample')
      expect(page.text()).toContain('The traces of this exchange are not in this file')
    })
  })

  test('of a log that was cut off shows what is there, and that it is not all', async () => {
    const log = join(folder, 'cut.jsonl')
    writeLines(log, sampleLines().slice(0, -1))
    writeFileSync(log, readFileSync(log).subarray(0, -30))
    await opened(await report([log]), async (page) => {
      expect(page.text()).toContain('broken off')
      expect(page.text()).toContain('1 line unread')
    })
  })

  test('of a run of a newer format tells of it once', async () => {
    const log = join(folder, 'newer.jsonl')
    const [run, ...rest] = sampleLines()
    writeLines(
      log,
      [{ ...run, format: 99 } as typeof run, ...rest].filter((line) => line !== undefined)
    )
    await opened(await report([log]), async (page) => {
      expect(page.text()).toContain('Nothing to report')
      await page.go('#/runs')
      expect(page.text()).toContain('line 1: the run is of format 99')
      expect(page.text()).not.toContain('line 2:')
    })
  })

  test('that cannot be made leaves the old one as it was', async () => {
    const out = join(folder, 'kept.html')
    writeFileSync(out, 'old')
    await expect(writeHtml([join(folder, 'absent.jsonl')], out)).rejects.toThrow(
      /^The run log .*absent\.jsonl cannot be read: there is no such file\.$/
    )
    expect(readFileSync(out, 'utf8')).toBe('old')
    await expect(writeHtml([], join(folder, 'no', 'such', 'folder.html'))).rejects.toThrow(/ENOENT/)
    expect(existsSync(join(folder, 'no'))).toBe(false)
  })

  test('needs no more than the file', async () => {
    const log = join(folder, 'sample.jsonl')
    writeLines(log, sampleLines())
    const html = await report([log])
    expect(html.match(/https?:\/\/(?!www\.(?:rfc-editor|cve)\.org|www\.w3\.org\/)[\w.]+/g) ?? []).toEqual([])
    expect(statSync(join(folder, 'report.html')).size).toBeLessThan(400_000)
  })
})
