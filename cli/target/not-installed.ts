import { environment, type Failure } from '../failure.ts'

export const notInstalled = (name: string): Failure =>
  environment(`${name} is not installed; to install it: npx zyphos peers install ${name}`)
