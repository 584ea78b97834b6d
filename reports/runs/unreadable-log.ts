/** A run log that cannot be read at all: the message is one sentence for the user. */
export class UnreadableLog extends Error {}
