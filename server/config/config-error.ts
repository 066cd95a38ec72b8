// A setting that cannot be used: the start ends with its name and its cure.

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
