/** A configuration that cannot be taken. The message is a sentence that names the file, the line where known, and the path in it. */
export class ConfigError extends Error {}
