// Reads from an HTTP request what admission needs to know, the same way for upgrades and for pages.
import type { IncomingMessage } from 'node:http';
import proxyAddress from 'proxy-addr';
import { addressKey } from './address.ts';
import type { Knock } from './admission.ts';

/** The address of the client, behind as many proxies as were said to be ours. */
export function clientAddressKey(request: IncomingMessage, trustedProxies: number): string {
  return addressKey(proxyAddress(request, (_address, hop) => hop < trustedProxies));
}

/** Without the path that it lies under, as `/rooms/lobby` of `/chat/rooms/lobby`; undefined where it does not. */
export function addressUnder(path: string, address: string): string | undefined {
  if (path === '') return address;
  if (!address.startsWith(path)) return undefined;
  const rest = address.slice(path.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : undefined;
}

/** The room named by a path: `/rooms/<room>`; `/` names none; anything else is no chat's path. */
export function roomOfPath(path: string): { readonly room: string | undefined } | undefined {
  if (path === '/') return { room: undefined };
  const match = /^\/rooms\/([^/]+)$/.exec(path);
  return match ? { room: match[1] } : undefined;
}

export function knock(
  request: IncomingMessage,
  room: string | undefined,
  protocols: readonly string[],
  trustedProxies: number,
): Knock {
  return {
    room,
    origin: request.headers.origin,
    host: request.headers.host,
    addressKey: clientAddressKey(request, trustedProxies),
    protocols,
  };
}
