// A setting that cannot be used: the start ends with its name and its cure.

export class ConfigError extends Error {
  override readonly name: string = 'ConfigError';
}

/** The words of the command line are what is wrong: whoever wrote them writes them otherwise. */
export class UsageError extends ConfigError {
  override readonly name = 'UsageError';
}
