import { Command, Option } from 'commander'
import { TOOL } from '../lab/version.ts'
import type { ExitCode } from './exit-code.ts'
import type { ConformanceOptions } from './conformance/options.ts'
import type { GateCommandOptions } from './gate/gate.ts'
import type { CompareOptions } from './runs/compare.ts'
import type { RejudgeOptions } from './runs/rejudge.ts'
import type { ReportCommandOptions } from './runs/report.ts'
import type { OutputOptions } from './runs/write-output.ts'
import type { ServeOptions } from './serve.ts'
import type { Terminal } from './terminal.ts'

const collect = (value: string, all: readonly string[] = []): string[] => [
  ...all,
  ...value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
]

/** The commands and their options. What a command does is loaded when it is called: help and errors come at once. */
export function createProgram(terminal: Terminal, end: (status: ExitCode) => void): Command {
  const program = new Command('zyphos')
    .description('A conformance and fuzz laboratory for network protocols.')
    .version(TOOL.split(' ')[1] ?? '')
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({ writeOut: (text) => terminal.out.write(text), writeErr: () => undefined })
    .enablePositionalOptions()

  program
    .command('conformance')
    .description('test a target against a specification')
    .argument('[suite]', 'http1, http2; all that zyphos.config.ts names when left out')
    .argument(
      '[target]',
      'a URL, a peer of the catalogue, or a target of zyphos.config.ts; the reference server when left out'
    )
    .addOption(new Option('--role <role>', 'the role of the target').default('server'))
    .option(
      '--exec <command>',
      'start the target by a command that contains {port}; for a client, {url}; for an intermediary, {origin} too'
    )
    .option(
      '--exec-several <command>',
      'for a client: several requests on one connection, {urls} or {url} {url} …'
    )
    .option('--exec-upload <command>', 'for a client: a request with the content of the file {upload}')
    .option('--exec-websocket <command>', 'for a client: a WebSocket over HTTP/2 (RFC 8441) at {url}')
    .option('--port <n>', 'for a client that you start by hand (no name, no --exec): the port to listen on')
    .option('--proxy', 'an intermediary is a proxy, whose clients name the origin, and not a gateway')
    .option('--origin <port>', 'the port of the origin to which an intermediary at a URL forwards')
    .option('--in <place>', 'where a peer of the catalogue runs: docker')
    .option('--cleartext', 'reach a peer, a command or the reference server in cleartext (prior knowledge)')
    .option('--tls', 'reach a command or the reference server over TLS')
    .option('--path <path>', 'a page with a body')
    .option('--large <path>', 'a body beyond 65,535 octets')
    .option('--upload <path>', 'a path that reads a request body before it answers')
    .option('--unread <path>', 'a path that takes a request body and leaves it unread')
    .option('--echo <path>', 'a path whose response shows the header section of the request')
    .option('--file <path>', 'a resource with an entity tag and a modification date')
    .option('--negotiated <path>', 'a resource with several representations')
    .option('--shutdown <path>', 'a path that makes the server end the connection gracefully')
    .option('--tunnel <path>', 'a path that takes a WebSocket by extended CONNECT')
    .option('--verify', "verify the target's certificate")
    .option('--i-may-test-this-target', 'needed for a target that is not on this machine')
    .option('--case <glob>', 'these cases: ids or globs; may be repeated', collect)
    .option('--section <section>', "cases of a section: 6.5 or 'rfc9113 6.5'; may be repeated", collect)
    .option('--level <level>', 'cases of a level: MUST, MUST NOT, SHOULD …; may be repeated', collect)
    .option('--kind <kind>', 'offence, tolerance or obligation; may be repeated', collect)
    .option('--slow', "also cases that wait for the target's own time-outs")
    .option('--parallel <n>', 'cases at the same time')
    .option('--strict', 'exit with 1 for a violated SHOULD too')
    .option('--name <name>', "the target's name in the run log and in expectations")
    .option(
      '--expectations <file>',
      'hold the result against an expectation file; only what it does not expect fails'
    )
    .option('--update-expectations', 'write the expectation file from the result')
    .option('--gate-markdown <file>', 'append what the gate says to a file, as Markdown')
    .option('--repeat <n>', 'run everything so often, and name what comes out differently')
    .option(
      '--config <file>',
      'a configuration; zyphos.config.ts, .js, .mjs or .json of this folder unless given'
    )
    .option(
      '--shard <shard>',
      'one part of the cases, such as 2/5; auto or auto/5 asks the environment of CI'
    )
    .option('--list', 'list the cases and do nothing')
    .option('--explain <case>', 'say what a case sends, what it expects and why')
    .option('--json', 'the run log on standard output, one JSON object a line, and nothing else')
    .option('--log <file>', 'where to write the run log (.zyphos/runs/… unless given)')
    .option('--trace-dir <dir>', 'write each exchange as a pcapng capture, with the key log for TLS')
    .option('--quiet', 'only the counts at the end')
    .action(async (suite: string | undefined, target: string | undefined, options: ConformanceOptions) => {
      const { conform } = await import('./config/conform.ts')
      end(await conform(suite, target, options, terminal))
    })

  program
    .command('report')
    .description('what run logs say, in one of several formats')
    .argument('<runs...>', 'run logs: of several targets, shards of one run')
    .addOption(
      new Option('--format <format>', 'terminal, html, junit, sarif, markdown, json or tap').default(
        'terminal'
      )
    )
    .option('--output <file>', 'where to write it; standard output unless given')
    .option('--force', 'replace a file that is there')
    .option('--strict', 'exit with 1 for a violated SHOULD too')
    .option('--limit <n>', 'the most characters of a Markdown report (65536)')
    .option('--anchor <file>', 'the file of your repository to which SARIF attaches its findings')
    .action(async (runs: string[], options: ReportCommandOptions) => {
      const { reportRuns } = await import('./runs/report.ts')
      end(await reportRuns(runs, options, terminal))
    })

  program
    .command('compare')
    .description('what broke, what got fixed, what changed its answer between two runs')
    .argument('<old>', 'a run log, or several with commas between them')
    .argument('<new>', 'a run log, or several with commas between them')
    .addOption(new Option('--format <format>', 'terminal, markdown or json').default('terminal'))
    .option('--output <file>', 'where to write it; standard output unless given')
    .option('--force', 'replace a file that is there')
    .action(async (old: string, latest: string, options: CompareOptions) => {
      const { compare } = await import('./runs/compare.ts')
      end(await compare(old, latest, options, terminal))
    })

  program
    .command('merge')
    .description('one run log of several: shards of one run, runs of several targets')
    .argument('<runs...>', 'run logs')
    .option('--output <file>', 'where to write it; standard output unless given')
    .option('--force', 'replace a file that is there')
    .action(async (runs: string[], options: OutputOptions) => {
      const { merge } = await import('./runs/merge.ts')
      end(await merge(runs, options, terminal))
    })

  program
    .command('rejudge')
    .description('judge the stored traces of run logs again, offline, and say which verdicts change')
    .argument('<runs...>', 'run logs')
    .option('--output <file>', 'write the runs with their new verdicts to this file')
    .option('--force', 'replace a file that is there')
    .option('--json', 'as one JSON object')
    .action(async (runs: string[], options: RejudgeOptions) => {
      const { rejudge } = await import('./runs/rejudge.ts')
      end(await rejudge(runs, options, terminal))
    })

  program
    .command('gate')
    .description('hold run logs against an expectation file')
    .argument('<runs...>', 'run logs: shards of one run, repetitions, runs of several targets')
    .option('--expectations <file>', 'zyphos.expect.yaml of this folder unless given')
    .option('--update-expectations', 'write the expectation file from the runs')
    .option('--strict', 'a violated SHOULD fails too')
    .option('--partial', 'the runs are a part of the cases: lines of others say nothing')
    .option(
      '--config <file>',
      'a configuration; zyphos.config.ts, .js, .mjs or .json of this folder unless given'
    )
    .option('--json', 'findings as JSON, one object a line')
    .option('--markdown', 'as Markdown, for a step summary or a comment')
    .action(async (runs: string[], options: GateCommandOptions) => {
      const { gateRuns } = await import('./gate/gate.ts')
      end(await gateRuns(runs, options, terminal))
    })

  program
    .command('init')
    .description('write a configuration to begin with')
    .action(async () => {
      const { init } = await import('./init.ts')
      end(init(terminal))
    })

  program
    .command('serve')
    .description('run the reference server until Ctrl-C')
    .argument('<protocol>', 'http1, http2, or proxy')
    .option('--port <n>', 'port to listen on; 0 picks a free one', '0')
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--tls', 'over TLS, with a certificate made for this run')
    .option('--root <dir>', 'serve static files from this folder')
    .option(
      '--rule <name=reading>',
      'read a rule otherwise, to be a server that breaks it; may be repeated',
      collect
    )
    .option('--to <url>', 'proxy: forward everything to this server')
    .action(async (protocol: string, options: ServeOptions) => {
      const { serve } = await import('./serve.ts')
      end(await serve(protocol, options, terminal))
    })

  program
    .command('peers')
    .description('the real programs that the lab can install, start and test')
    .argument('[action]', 'install')
    .argument('[names...]', 'peers')
    .option('--json', 'as JSON, one object a line')
    .action(async (action: string | undefined, names: string[], options: { json?: true }) => {
      const { peers } = await import('./peers.ts')
      end(await peers(action, names, options, terminal))
    })

  for (const { name, says, load } of PASSED_ON)
    program
      .command(name)
      .description(says)
      .argument('[args...]')
      .allowUnknownOption()
      .passThroughOptions()
      .helpOption(false)
      .action(async (args: string[]) => {
        const { main } = await load()
        end((await main(args)) as ExitCode)
      })
  return program
}

/** Commands whose bodies belong to another part of the laboratory. */
const PASSED_ON = [
  {
    name: 'laws',
    says: 'show that the suites can be trusted: control group, pairs, mutants',
    load: () => import('../conformance/laws/main.ts')
  },
  {
    name: 'crosscheck',
    says: 'compare verdicts with those of another tool: crosscheck h2spec TARGET',
    load: () => import('../conformance/crosscheck/main.ts')
  },
  {
    name: 'milestones',
    says: 'what of the thirty milestones is shown, by what, and whether it still holds',
    load: () => import('../reports/milestones/main.ts')
  }
]
