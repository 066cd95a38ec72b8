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
  poll: 'poll',
  vote: 'vote',
  /** As to take it back: by its author, and by those who may remove it. */
  'end-poll': 'remove',
  pin: 'pin',
  notice: 'notice',
  report: 'report',
  /** By what is to be done: see below. */
  moderate: undefined,
  prove: undefined,
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
  shield: 'mode',
  'ban-many': 'ban',
  approve: 'review',
  decline: 'review',
  resolve: 'review',
  dismiss: 'review',
  /** And what it took to do it. */
  undo: 'undo',
  /** By what is listed: what waits, what was reported, who is held back, who did what, since when the shield is up. */
  list: { held: 'review', reports: 'review', restraints: 'ban', audit: 'audit', shield: 'mode' },
} as const satisfies Record<Moderate['act']['do'], Capability | Readonly<Record<string, Capability>>>;
