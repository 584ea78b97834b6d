import { run } from './run.ts'

/** Whether a container engine answers on this machine. */
export async function engineAnswers(): Promise<boolean> {
  const { code, output } = await run(['docker', 'version', '--format', '{{.Server.Version}}'], {
    timeout: 20_000
  })
  return code === 0 && output.trim() !== ''
}
