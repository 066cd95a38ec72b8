// Somebody who comes by no browser, from any address, and is led by the hand.
import { ChatClient } from './chat-client.ts';

/** The chat’s own address, with nothing before it, and a site that it admits. */
export interface Scene {
  readonly straight: string;
  readonly site: { readonly origin: string };
}

export interface Stranger {
  /** As a guest may be called, or a member's token. */
  readonly hello?: object;
  /** As a proxy in front would tell it. */
  readonly address?: string;
  readonly room?: string;
}

/** Has said hello. */
export function stranger(
  { straight, site }: Scene,
  { hello = {}, address, room = 'lobby' }: Stranger = {},
): ChatClient {
  const client = new ChatClient(`${straight.replace('http', 'ws')}/rooms/${room}`, {
    origin: site.origin,
    ...(address !== undefined && { headers: { 'X-Forwarded-For': address } }),
  });
  client.say({ type: 'hello', ...hello });
  return client;
}
