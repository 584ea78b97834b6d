import { CommanderError, type Command } from 'commander'
import { TargetFailed } from '../lab/suite.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { Failure } from './failure.ts'
import { debugging, tellInternalError } from './internal-error.ts'
import { suggestion } from './nearest.ts'
import { swallowedByNpm } from './npm-swallowed.ts'
import { printable } from './printable.ts'
import { createProgram } from './program.ts'
import type { Terminal } from './terminal.ts'

/** Runs the command line and resolves with the exit status; never rejects. */
export async function zyphos(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exit: ExitCode = EXIT.conforms
  const program = createProgram(terminal, (status) => (exit = status))
  const say = (message: string) => terminal.err.write(`zyphos: ${message}\n`)
  const swallowed = swallowedByNpm(argv, optionsOf(commandOf(program, argv)), terminal.env)
  if (swallowed !== undefined) {
    say(swallowed)
    return EXIT.usage
  }
  if (argv.length === 0) {
    terminal.err.write(program.helpInformation())
    return EXIT.usage
  }
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exit
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.conforms
      say(usageMessage(error, commandOf(program, argv), program))
      return EXIT.usage
    }
    if (error instanceof Failure || error instanceof TargetFailed) {
      say(error.message.split('\n').map(printable).join('\n'))
      if (debugging(terminal.env)) terminal.err.write(`${error.stack}\n`)
      return error instanceof Failure ? error.exit : EXIT.incomplete
    }
    tellInternalError(error, terminal)
    return EXIT.internal
  }
}

/** The command that the first word names, or the program. */
function commandOf(program: Command, argv: readonly string[]): Command {
  return (
    program.commands.find((command) => command.name() === argv.find((word) => !word.startsWith('-'))) ??
    program
  )
}

function optionsOf(command: Command): { long: string; takesValue: boolean }[] {
  return command.options.flatMap(({ long, required, optional }) =>
    long === undefined || long === null ? [] : [{ long, takesValue: required || optional }]
  )
}

/** Commander's complaint as one sentence, with the nearest name there is. */
function usageMessage(error: CommanderError, command: Command, program: Command): string {
  const complaint = error.message.replace(/^error: /, '').replace(/\.$/, '')
  const name = printable(/'([^']*)'/.exec(complaint)?.[1] ?? '')
  const sentence = `${printable(complaint.charAt(0).toUpperCase() + complaint.slice(1))}.`
  const help = ` See zyphos ${command === program ? '' : `${command.name()} `}--help.`
  if (error.code === 'commander.unknownOption') {
    const near = suggestion(
      name,
      optionsOf(command).map(({ long }) => long)
    )
    return sentence + (near.startsWith(' Did') ? near : help)
  }
  if (error.code === 'commander.unknownCommand' || error.code === 'commander.excessArguments')
    return error.code === 'commander.unknownCommand'
      ? sentence +
          suggestion(
            name,
            program.commands.map((one) => one.name())
          )
      : sentence + help
  return sentence + help
}
