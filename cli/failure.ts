import { EXIT, type ExitCode } from './exit-code.ts'

/** Ends the program with one sentence for the user and an exit status. */
export class Failure extends Error {
  readonly exit: ExitCode

  constructor(message: string, exit: ExitCode) {
    super(message)
    this.exit = exit
  }
}

/** The user asked for something that cannot be. */
export const usage = (message: string): Failure => new Failure(message, EXIT.usage)

/** The target or its environment failed. */
export const environment = (message: string): Failure => new Failure(message, EXIT.incomplete)
