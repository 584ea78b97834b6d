import type { FieldLine, Handler, Request, Response } from '../../impl/application.ts'
import { echo } from './echo.ts'
import { echoHead } from './echo-head.ts'
import type { Files } from './files.ts'
import { LARGE, PAGE } from './pages.ts'
import { pushing } from './pushing.ts'
import { answer, fields } from './reply.ts'
import { negotiated, resource } from './resource.ts'
import { status } from './status.ts'
import { stream } from './stream.ts'
import { TUNNEL_PROTOCOL, tunnel } from './tunnel.ts'
import { unread } from './unread.ts'
import { upload } from './upload.ts'

export interface ApplicationOptions {
  /** Calls later, after milliseconds; returns how to prevent that. Without it (in memory) nothing is delayed. */
  readonly after?: After
  /** The time since 1970 in milliseconds, for conditions; the clock of the machine by default. */
  readonly now?: () => number
  /** Files that are served where no other path is meant. */
  readonly files?: Files
  /** Promises the style sheet with the page, where the client allows it. */
  readonly push?: boolean
  /** Further field lines of the page. */
  readonly fields?: readonly FieldLine[]
  /** Gives the page for every path and method. */
  readonly anything?: boolean
}
export type After = (milliseconds: number, act: () => void) => () => void

/** A request with its path cut in two. */
export interface Asked {
  readonly request: Request
  readonly response: Response
  readonly path: string
  readonly query: URLSearchParams
  readonly options: ApplicationOptions
}

/**
 * The application that the reference servers run, whatever protocol carries it: `/` and `/style.css` small pages,
 * `/large` 1 MiB, `/echo` answers with the request's content, `/echo-head` with its header section, `/upload` reads the
 * content and answers with its length, `/unread` leaves it unread, `/status/NNN`, `/stream?chunks=&delay=`, and files where a
 * folder is given. `/resource` has validators and ranges, `/negotiated` several media types. `/push` is a page that promises its style sheet. `/shutdown` makes the server end the connection
 * gracefully, where the protocol has a way to do so.
 * CONNECT, to whatever authority, and extended CONNECT for the protocol `echo` give a tunnel to an echo in this process.
 */
export function createApplication(options: ApplicationOptions = {}): Handler {
  return (request, response) => {
    const [path = '', query = ''] = split(request.path)
    const asked: Asked = { request, response, path, query: new URLSearchParams(query), options }
    if (request.method === 'CONNECT')
      return request.protocol === undefined || request.protocol === TUNNEL_PROTOCOL
        ? tunnel(asked)
        : answer(asked, 501, `The only protocol of a tunnel is ${TUNNEL_PROTOCOL}.\n`)
    if (request.path === '*' && options.anything !== true)
      return request.method === 'OPTIONS' ? offered(asked) : answer(asked, 400, '')
    const file = path in ROUTES || path.startsWith('/status/') ? undefined : options.files?.find(path)
    if (file === undefined) return route(asked)
    file.then(
      (found) => (found === undefined ? route(asked) : found.serve(asked)),
      () => answer(asked, 500, 'The file cannot be read.\n')
    )
  }
}

function route(asked: Asked): void {
  const { path, request, options } = asked
  if (options.anything === true && !Object.hasOwn(ROUTES, path)) return page(asked)
  const found = path.startsWith('/status/') ? status : Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined
  if (found === undefined) return answer(asked, 404, 'There is nothing here.\n')
  if (request.method === 'OPTIONS' && options.anything !== true) return offered(asked)
  if (!METHODS.includes(request.method) && options.anything !== true)
    return answer(
      asked,
      405,
      'This method is not offered here.\n',
      fields(['content-type', 'text/plain'], ['allow', METHODS.join(', ')])
    )
  found(asked)
}

function offered({ response }: Asked): void {
  const allow = `${METHODS.join(', ')}, OPTIONS`
  response.respond(204, fields(['server', 'zyphos'], ['allow', allow]), { endStream: true })
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT']

const ROUTES: Readonly<Record<string, (asked: Asked) => void>> = {
  '/': page,
  '/style.css': (asked) =>
    answer(asked, 200, 'body { font-family: serif }\n', fields(['content-type', 'text/css'])),
  '/large': (asked) => answer(asked, 200, LARGE),
  '/echo': echo,
  '/echo-head': echoHead,
  '/negotiated': negotiated,
  '/push': pushing,
  '/resource': resource,
  '/shutdown': shutdown,
  '/upload': upload,
  '/unread': unread,
  '/stream': stream
}

function shutdown(asked: Asked): void {
  if (asked.response.shutdown === undefined)
    return answer(asked, 501, 'This protocol has no graceful shutdown.\n')
  answer(asked, 200, 'The connection ends when its requests are answered.\n')
  asked.response.shutdown()
}

function page(asked: Asked): void {
  const { request, response, options } = asked
  if (options.push === true && request.method === 'GET' && request.authority !== undefined) {
    const { scheme = 'https', authority } = request
    const promised = response.push?.({ method: 'GET', scheme, authority, path: '/style.css', fields: [] })
    promised?.send(200, fields(['content-type', 'text/css']), new TextEncoder().encode('body {}\n'))
  }
  answer(asked, 200, PAGE, [
    ...fields(['content-type', 'text/html; charset=utf-8']),
    ...(options.fields ?? [])
  ])
}

function split(target: string): [string, string] {
  const mark = target.indexOf('?')
  return mark === -1 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)]
}
