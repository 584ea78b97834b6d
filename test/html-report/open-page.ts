import { JSDOM, VirtualConsole } from 'jsdom'

/** A report in a browser of text: it runs what stands in the file, with no policy to hold anything back. */
export interface OpenPage {
  readonly window: JSDOM['window']
  /** What went wrong in it. */
  readonly errors: readonly string[]
  /** Goes to a view and waits until it is there. */
  go(hash: string): Promise<void>
  text(): string
  close(): void
}

export async function openPage(html: string): Promise<OpenPage> {
  const errors: string[] = []
  const console = new VirtualConsole()
  console.on('jsdomError', (error) => {
    // Scrolling and styles are not this browser's business.
    if (!/Not implemented|stylesheet/.test(String(error))) errors.push(String(error))
  })
  console.on('error', (...words) => errors.push(words.map(String).join(' ')))
  const { window } = new JSDOM(html, {
    url: 'http://report.invalid/',
    runScripts: 'dangerously',
    pretendToBeVisual: true,
    virtualConsole: console,
    beforeParse(window) {
      Object.assign(window, {
        Blob,
        Response,
        DecompressionStream,
        matchMedia: () => ({ matches: false, addEventListener() {} }),
        ResizeObserver: class {
          observe() {}
          disconnect() {}
        },
        scrollTo() {}
      })
    }
  })
  const settle = async (ready: () => boolean): Promise<void> => {
    for (let round = 0; round < 200 && !ready(); round++) await new Promise((done) => setTimeout(done, 5))
  }
  const document = window.document
  await settle(() => document.querySelector('h1') !== null)
  return {
    window,
    errors,
    async go(hash) {
      window.location.hash = hash
      await new Promise((done) => setTimeout(done, 10))
      await settle(() => !/Opening the traces/.test(document.getElementById('app')?.textContent ?? ''))
    },
    text: () => document.getElementById('app')?.textContent ?? '',
    close: () => window.close()
  }
}
