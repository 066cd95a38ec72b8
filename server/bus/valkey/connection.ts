// One connection to a Valkey, from its opening to its end. It never reconnects by itself: the library would
// wait for good for an engine that takes the connection and then says nothing.
import { isIP } from 'node:net';
import { createClient } from '@redis/client';
import type { ValkeyAddress } from './addresses.ts';

export type Connection = ReturnType<typeof createConnection>;

/** It ends when `signal` aborts, also in the midst of connecting, where the library itself would not let go. */
export function createConnection(
  address: ValkeyAddress,
  signal: AbortSignal,
  onError: (why: unknown) => void,
) {
  const { host, port, tls, username, password, database } = address;
  const socket = { host, port, reconnectStrategy: false, signal } as const;
  // Where many engines share an address, this is how one of them is asked for; an IP address is no name.
  const name = isIP(host) === 0 ? { servername: host } : {};
  const client = createClient({
    socket: tls ? { ...socket, ...name, tls } : { ...socket, tls },
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    database,
    name: 'ws-chat',
    disableClientInfo: true,
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    // A timer for each command is a lot, and the heartbeat knows sooner.
    commandOptions: { timeout: 0 },
  });
  return client.on('error', onError);
}
