import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../server/config/config-error.ts';
import { SecretUnavailable } from '../../server/identity/secret.ts';
import { BusUnavailable } from '../../server/bus/bus.ts';
import { LogUnavailable } from '../../server/log/log.ts';
import { startFailure } from '../../server/start-failure.ts';

const systemError = (error: object) => Object.assign(new Error('listen failed'), error);

describe('startFailure', () => {
  it.each([
    new ConfigError('--port x: must be a number.'),
    new LogUnavailable('The log cannot be used.'),
    new BusUnavailable('The bus cannot be used.'),
    new SecretUnavailable('The secret is cut short.'),
  ])('repeats what is a sentence already: %s', (error) => {
    expect(startFailure(error)).toBe(error.message);
  });

  it.each([
    [
      { syscall: 'listen', code: 'EADDRINUSE', port: 8080 },
      'Port 8080 is taken by another process. Stop that one, or choose another port with --port.',
    ],
    [
      { syscall: 'listen', code: 'EACCES', port: 80 },
      'This user may not listen on port 80. Choose one above 1023 with --port, and put a reverse proxy in front.',
    ],
    [
      { syscall: 'listen', code: 'EADDRNOTAVAIL', address: '192.0.2.1' },
      'This machine has no address 192.0.2.1. Choose another with --host, or leave it out for all.',
    ],
    [
      { syscall: 'getaddrinfo', code: 'ENOTFOUND', hostname: 'nowhere.invalid' },
      'The address to listen on is not known here. Choose another with --host.',
    ],
  ])('names the cure of %j', (error, sentence) => {
    expect(startFailure(systemError(error))).toBe(sentence);
  });

  it('shows all there is of what nobody thought of', () => {
    const error = new Error('Surprise');
    expect(startFailure(error)).toBe(`The server could not start: ${error.stack}`);
    expect(startFailure('Surprise')).toBe('The server could not start: Surprise');
  });
});
