// Why the server could not start, as a sentence with its cure.
import { BusUnavailable } from './bus/bus.ts';
import { ConfigError } from './config/config-error.ts';
import { SecretUnavailable } from './identity/secret.ts';
import { LogUnavailable } from './log/log.ts';
import { WorkersUnavailable } from './workers/crew.ts';
import { oneLine } from './telemetry/one-line.ts';

/** Errors whose message is the sentence. */
const told = [BusUnavailable, ConfigError, LogUnavailable, SecretUnavailable, WorkersUnavailable];

/** `what` is said of a failure that nobody foresaw. */
export function startFailure(error: unknown, what = 'The server could not start'): string {
  if (told.some((kind) => error instanceof kind)) return oneLine((error as Error).message);
  const { code, port, address, syscall } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
  };
  // Where the primary listens for a worker, it is called so.
  if (syscall === 'listen' || syscall === 'bind') {
    if (code === 'EADDRINUSE')
      return `Port ${port} is taken by another process. Stop that one, or choose another port with --port.`;
    if (code === 'EACCES')
      return `This user may not listen on port ${port}. Choose one above 1023 with --port, and put a reverse proxy in front.`;
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      return `This machine has no address ${address ?? ''}. Choose another with --host, or leave it out for all.`;
  }
  if (code === 'ENOTFOUND') return 'The address to listen on is not known here. Choose another with --host.';
  return `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
