import type { Asked } from './application.ts'
import { answer, fields } from './reply.ts'

/** `/status/NNN` answers with that status; an informational one comes before a 200. 101 means nothing beyond HTTP/1.1. */
export function status(asked: Asked): void {
  const code = /^\/status\/([1-5]\d\d)$/.exec(asked.path)?.[1]
  const wanted = Number(code)
  if (code === undefined || wanted === 101)
    return answer(asked, 404, 'A status is /status/100 to /status/599.\n')
  if (wanted >= 200) return answer(asked, wanted, `status ${wanted}\n`)
  asked.response.inform(wanted, wanted === 103 ? fields(['link', '</style.css>; rel=preload; as=style']) : [])
  answer(asked, 200, `after status ${wanted}\n`)
}
