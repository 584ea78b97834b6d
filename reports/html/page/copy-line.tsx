import { useRef, useState } from 'preact/hooks'

/** A command line to be taken along. */
export function CopyLine({ text }: { text: string }) {
  const [copied, setCopied] = useState(false)
  const code = useRef<HTMLElement>(null)
  const copy = (): void => {
    const done = (): void => {
      setCopied(true)
      setTimeout(() => setCopied(false), 1500)
    }
    // From a file there may be no clipboard: what is marked can be copied by hand.
    const mark = (): void => {
      if (code.current !== null) getSelection()?.selectAllChildren(code.current)
    }
    if (navigator.clipboard === undefined) mark()
    else navigator.clipboard.writeText(text).then(done, mark)
  }
  return (
    <span class="copy">
      <code ref={code}>{text}</code>
      <button type="button" class="plain" onClick={copy}>
        <span role="status">{copied ? 'copied' : 'copy'}</span>
      </button>
    </span>
  )
}
