import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import type { LogLine } from '../../lab/log-line.ts'
import { HOSTILE, writeHostileLog } from '../../test/html-report/hostile-log.ts'
import { sampleLines, writeLines } from '../../test/html-report/sample-log.ts'
import { writeHtml } from './write-html.ts'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) => existsSync(file))
if (CHROMIUM === undefined) console.warn('skipped: Chromium is not installed (apt-get install chromium)')
const withChromium = CHROMIUM === undefined ? describe.skip : describe

withChromium('the HTML report in Chromium', () => {
  let folder: string
  let context: BrowserContext
  let page: Page
  let faults: string[] = []
  const file = (name: string): string => join(folder, name)
  const open = async (name: string, hash = '#/'): Promise<void> => {
    await page.goto('about:blank')
    faults = []
    await page.goto(`file://${file(name)}${hash}`)
    await page.waitForSelector('h1')
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zyphos-browser-'))
    writeHostileLog(file('hostile.jsonl'))
    writeLines(file('sample.jsonl'), sampleLines())
    const other = sampleLines().map((line) => ('target' in line ? { ...line, target: 'other' } : line))
    writeLines(
      file('other.jsonl'),
      other.map((line) =>
        line.type === 'verdict' ? { ...line, verdict: 'conforms', manner: 'exact' } : line
      )
    )
    await writeHtml([file('hostile.jsonl')], file('hostile.html'))
    await writeHtml([file('sample.jsonl'), file('other.jsonl')], file('sample.html'))
    const { chromium } = await import('playwright-core')
    const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']
    context = await chromium.launchPersistentContext(file('profile'), {
      executablePath: CHROMIUM as string,
      headless: true,
      args: [...args, '--disable-component-update', '--disable-sync'],
      viewport: { width: 1280, height: 800 }
    })
    page = await context.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    page.on('request', (request) => !request.url().startsWith('file:') && faults.push(request.url()))
    page.on('dialog', (dialog) => faults.push(dialog.message()))
  })
  afterAll(async () => {
    await context?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('runs nothing that a target said, and breaks nowhere', async () => {
    await open('hostile.html', '#/matrix')
    const cells = await page.$$eval('.grid .cell a', (links) =>
      links.map((link) => link.getAttribute('href') ?? '')
    )
    expect(cells.length).toBeGreaterThanOrEqual(HOSTILE.length)
    for (const hash of ['#/', '#/matrix', '#/requirements', '#/compare', '#/runs', ...cells]) {
      await page.evaluate((to) => (location.hash = to), hash)
      await page.waitForFunction(
        () => !/Opening the traces/.test(document.getElementById('app')?.textContent ?? '')
      )
      const state = await page.evaluate(() => ({
        pwned: 'pwned' in globalThis,
        wide: document.documentElement.scrollWidth > innerWidth,
        markup: document.querySelectorAll('#app img, #app script, #app [onload], #app [onerror]').length,
        failed: document.querySelector('h1') === null
      }))
      const shown = hash.slice(0, 80)
      expect({ shown, ...state }).toEqual({ shown, pwned: false, wide: false, markup: 0, failed: false })
    }
    expect(faults).toEqual([])
  })

  test('holds back what its policy does not allow, even where markup had come in', async () => {
    await open('sample.html')
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.pwned = 1'
      document.body.append(script)
      const image = document.createElement('img')
      image.setAttribute('onerror', 'globalThis.pwned = 1')
      image.src = 'http://127.0.0.1:9/x'
      document.body.append(image)
      await new Promise((done) => setTimeout(done, 300))
      return 'pwned' in globalThis
    })
    expect(ran).toBe(false)
  })

  const VIEWS = [
    '#/',
    '#/matrix',
    '#/case/http2%2Fsettings-ack-with-payload/sample',
    '#/requirements/sample',
    '#/compare/sample/other',
    '#/runs'
  ]

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360]
  ] as const)('breaks no rule of axe, %s at %d pixels, and fits', async (colorScheme, width) => {
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme })
    for (const hash of VIEWS) {
      await open('sample.html', hash)
      await page.waitForTimeout(100)
      await page.evaluate(axe)
      const broken = (await page.evaluate(
        `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`
      )) as string[]
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect({ hash, broken, wide: Math.max(0, wide) }).toEqual({ hash, broken: [], wide: 0 })
    }
    expect(faults).toEqual([])
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.emulateMedia({ colorScheme: 'light' })
  })

  test('works by keys alone: skip, search, walk the matrix, open a cell, go on', async () => {
    await open('sample.html', '#/matrix')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    await page.keyboard.press('Tab')
    await page.keyboard.type('went on')
    await page.waitForFunction(() => /1 of 2 cases/.test(document.querySelector('.count')?.textContent ?? ''))
    expect(await page.evaluate(() => location.hash)).toBe('#/matrix?text=went+on')
    for (let tabs = 0; tabs < 30; tabs++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(() => document.activeElement?.hasAttribute('data-cell') === true)) break
    }
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'other 1.0: conforms'
    )
    await page.keyboard.press('ArrowLeft')
    expect(await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)).toBe(
      'solid'
    )
    await page.keyboard.press('Enter')
    await page.waitForSelector('.event.deciding')
    expect(await page.evaluate(() => location.hash)).toBe('#/case/http2%2Fsettings-ack-with-payload/sample')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    await page.goBack()
    await page.waitForFunction(() => /1 of 2 cases/.test(document.querySelector('.count')?.textContent ?? ''))
  })

  test('compares two runs', async () => {
    await open('sample.html', '#/compare/sample/other')
    expect(await page.textContent('.legend')).toContain('1 fixed')
    await page.click('text=swap')
    await page.waitForFunction(() => /1 broke/.test(document.querySelector('.legend')?.textContent ?? ''))
  })

  test('prints all cases, not those in sight', async () => {
    const many = sampleLines().flatMap((line): LogLine[] =>
      line.type === 'verdict'
        ? Array.from({ length: 150 }, (_, copy) => ({
            ...line,
            case: `${line.case}-${copy}`,
            title: `number ${copy}`
          }))
        : [line]
    )
    writeLines(file('many.jsonl'), many)
    await writeHtml([file('many.jsonl')], file('many.html'))
    await open('many.html', '#/matrix')
    expect(await page.$$eval('.grid [role=rowheader]', (rows) => rows.length)).toBeLessThan(120)
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    expect(await page.$$eval('.grid [role=rowheader]', (rows) => rows.length)).toBe(300)
    const pdf = await page.pdf({ format: 'A4' })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(4)
    expect(faults).toEqual([])
  })
})
