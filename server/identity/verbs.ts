// What each message of a client asks for. A new type of message has no meaning here until it has a line.
import type { ClientMessage, Moderate } from '../../protocol/client-messages.ts';
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
  report: 'report',
  /** By what is to be done: see below. */
  moderate: undefined,
  history: 'history',
  rename: 'rename',
  renew: undefined,
  typing: 'post',
  ping: undefined,
  pong: undefined,
} as const satisfies Record<ClientMessage['type'], Capability | undefined>;

export const asksToModerate = {
  'remove-all': 'remove-any',
  clear: 'clear',
  mute: 'mute',
  unmute: 'mute',
  kick: 'kick',
  ban: 'ban',
  unban: 'ban',
  mode: 'mode',
  approve: 'review',
  decline: 'review',
  resolve: 'review',
  dismiss: 'review',
  /** By what is listed: what waits, what was reported, who is held back, who did what. */
  list: { held: 'review', reports: 'review', restraints: 'ban', audit: 'audit' },
} as const satisfies Record<Moderate['act']['do'], Capability | Readonly<Record<string, Capability>>>;
