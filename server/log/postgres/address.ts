// Where the log’s Postgres is: its address as one writes it. It holds a password, so it is never printed; what
// is told is `where`.
import { Client, type ClientConfig } from 'pg';
import { LogUnavailable } from '../log.ts';

export interface PostgresAddress {
  readonly config: ClientConfig;
  /** Host, port and database. */
  readonly where: string;
}

/** How long a server may take to let somebody in. */
const connectionTimeoutMs = 10_000;

/** After this silence the network is asked whether the other side is still there. */
const keepAliveAfterMs = 10_000;

/** Throws LogUnavailable where it is no address. */
export function readAddress(address: string): PostgresAddress {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw unusable('it is no URL');
  }
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') throw unusable('it begins otherwise');
  const config: ClientConfig = {
    connectionString: address,
    pipeline: true,
    fallback_application_name: 'ws-chat',
    connectionTimeoutMillis: connectionTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveAfterMs,
  };
  try {
    // Reads files of certificates that the address may name.
    const { host, port, database } = new Client(config);
    return { config, where: `${host}:${port}/${database}` };
  } catch (error) {
    throw unusable((error as Error).message);
  }
}

function unusable(detail: string): LogUnavailable {
  return new LogUnavailable(
    `The address of the log cannot be used (${detail}). It looks like this: postgres://user:password@host:5432/database.`,
  );
}
