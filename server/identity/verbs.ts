// What each message of a client asks for. A new type of message has no meaning here until it has a line.
import type { ClientMessage } from '../../protocol/client-messages.ts';
import type { Capability } from './permissions.ts';

/** Undefined where whoever is in the room may. */
export const asks = {
  hello: undefined,
  post: 'post',
  edit: 'edit',
  remove: 'remove',
  react: 'react',
  pin: 'pin',
  notice: 'notice',
  history: 'history',
  rename: 'rename',
  typing: 'post',
  ping: undefined,
  pong: undefined,
} as const satisfies Record<ClientMessage['type'], Capability | undefined>;
