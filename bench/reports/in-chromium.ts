import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Milliseconds from the request of a file until something was painted. */
export interface Opened {
  readonly render: number
  readonly loaded: number
  /** Each letter of a search, from the key to the next frame. */
  readonly keys: readonly number[]
  /** From a click on a cell until its exchange is on the screen. */
  readonly exchange: number
}

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) => existsSync(file))

/** Opens files in Chromium; undefined where there is none. */
export async function inChromium<T>(
  use: (open: (file: string, page: boolean) => Promise<Opened>) => Promise<T>
): Promise<T | undefined> {
  if (CHROMIUM === undefined) return undefined
  const { chromium } = await import('playwright-core')
  const profile = mkdtempSync(join(tmpdir(), 'zyphos-chromium-'))
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: true,
    args: [...args, '--disable-component-update', '--disable-sync'],
    viewport: { width: 1400, height: 900 }
  })
  try {
    return await use(async (file, isReport) => {
      const page = await context.newPage()
      try {
        await page.goto(`file://${file}${isReport ? '#/matrix' : ''}`, { waitUntil: 'commit' })
        await page.waitForSelector('h1', { timeout: 60_000 })
        const render = await page.evaluate(PAINTED)
        await page.waitForLoadState('load')
        const loaded = await page.evaluate(() => performance.now())
        if (!isReport) return { render, loaded, keys: [], exchange: NaN }
        await page.evaluate(WATCH_KEYS)
        await page.locator('input[type=search]').focus()
        for (const letter of 'goaway') await page.keyboard.type(letter, { delay: 60 })
        await page.waitForTimeout(200)
        const keys = await page.evaluate(() => (globalThis as unknown as { keys: number[] }).keys)
        const exchange = (await page.evaluate(OPEN_EXCHANGE)) as number
        return { render, loaded, keys, exchange }
      } finally {
        await page.close()
      }
    })
  } finally {
    await context.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

// What runs in the page is text: it belongs to another program, with another set of names.
const PAINTED = `new Promise((done) => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0]
  if (paint !== undefined) done(paint.startTime)
  else new PerformanceObserver((list) => done(list.getEntries()[0].startTime)).observe({ type: 'paint', buffered: true })
})` as unknown as () => Promise<number>

const WATCH_KEYS = `globalThis.keys = []
addEventListener('input', (event) => {
  const from = event.timeStamp
  requestAnimationFrame(() => setTimeout(() => globalThis.keys.push(performance.now() - from)))
}, true)` as unknown as () => void

const OPEN_EXCHANGE = `new Promise((done) => {
  const from = performance.now()
  document.querySelector('.grid .cell a').click()
  const look = () => document.querySelector('.wire .event') === null
    ? requestAnimationFrame(look)
    : requestAnimationFrame(() => setTimeout(() => done(performance.now() - from)))
  look()
})` as unknown as () => Promise<number>
