/** An expectation file that cannot be taken as it is. The message is a sentence that names the file and the line. */
export class ExpectationError extends Error {}
