import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import type { Socket } from 'node:net'

// Its input ends when this process is gone, in whatever way; then it kills the process groups that are still on its list.
const script = `
list=' '
while read -r act pid; do
  case $act in
    add) list="$list$pid " ;;
    drop) list="\${list%% $pid *} \${list#* $pid }" ;;
  esac
done
for pid in $list; do kill -s KILL -- "-$pid" 2>/dev/null; done
`

let shell: ChildProcess | undefined

function tell(line: string): void {
  if (shell === undefined) {
    shell = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
    shell.on('error', () => undefined)
    shell.stdin?.on('error', () => undefined)
    shell.unref()
    ;(shell.stdin as Socket | null)?.unref()
  }
  shell.stdin?.write(`${line}\n`)
}

/** Has the process group killed when this process is killed in a way that it cannot handle (SIGKILL, out of memory). */
export function guard(leader: number): void {
  tell(`add ${leader}`)
}

/** Ends the watch over a process group that has ended. */
export function unguard(leader: number): void {
  tell(`drop ${leader}`)
}
