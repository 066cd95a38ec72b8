// Who may do what: each capability is the least role that may, by default and as a room has it.
import type { Participant, Role } from '../../protocol/server-messages.ts';

const ranks: Readonly<Record<Role, number>> = { guest: 0, member: 1, moderator: 2, owner: 3 };

/** From the least to the highest. */
export const roles = Object.keys(ranks) as readonly Role[];

const defaults = {
  post: 'guest',
  /** An answer to a message. */
  reply: 'guest',
  /** A text with an address in it; one that leads to a picture by its name; one that calls everybody. */
  link: 'guest',
  'image-link': 'guest',
  'mention-all': 'moderator',
  edit: 'guest',
  remove: 'guest',
  react: 'guest',
  /** Chooses in a poll. */
  vote: 'guest',
  rename: 'guest',
  /** Shows a message to those who keep the room. */
  report: 'guest',
  /** Who is here, by name: everybody is told how many. */
  roster: 'guest',
  /** What was said before one came, and before that. */
  history: 'guest',
  pin: 'moderator',
  notice: 'moderator',
  poll: 'moderator',
  /** Speaks without the wait of slow mode; in a room that is closed to others; without the rules for texts. */
  'bypass-slow': 'moderator',
  'bypass-mode': 'moderator',
  'bypass-rules': 'moderator',
  /** Other people's messages: one, all of somebody's since a time, everything. */
  'remove-any': 'moderator',
  clear: 'moderator',
  mute: 'moderator',
  kick: 'moderator',
  ban: 'moderator',
  /** How the room is kept: slow, paused and so on. */
  mode: 'moderator',
  /** What is held back: sees it, lets it in or turns it down. What was reported: sees it, and settles it. */
  review: 'moderator',
  /** What they, or those below them, did in the last ten minutes. */
  undo: 'moderator',
  /** Who acted on whom, and why. */
  audit: 'moderator',
  /** In the console: looks back by words; sees what is set, and tries a text on it. */
  search: 'moderator',
  settings: 'moderator',
  /** Sets who may do what; the rules for texts; how long they are kept. */
  permissions: 'owner',
  rules: 'owner',
  retention: 'owner',
  /** Sees what programs of one’s own are told, and has them told again what they did not take. */
  webhooks: 'owner',
  /** Takes a copy of what was said; empties what somebody wrote, everywhere; says who keeps the chat. */
  export: 'owner',
  erase: 'owner',
  staff: 'owner',
} as const satisfies Record<string, Role>;

export type Capability = keyof typeof defaults;

export const capabilities = Object.keys(defaults) as readonly Capability[];

/** One room's matrix: every capability, and the least role that may. */
export type Permissions = Readonly<Record<Capability, Role>>;

/** The later of two that say something of the same capability counts. */
export type PermissionOverrides = Readonly<Partial<Record<Capability, Role | undefined>>>;

export function permissionsOf(...overrides: readonly (PermissionOverrides | undefined)[]): Permissions {
  const matrix: Record<Capability, Role> = { ...defaults };
  for (const override of overrides)
    for (const name of capabilities) matrix[name] = override?.[name] ?? matrix[name];
  return Object.freeze(matrix);
}

/** The one question that stands before everything that anybody does in a room. */
export function authorize(
  { role }: Pick<Participant, 'role'>,
  capability: Capability,
  { permissions }: { readonly permissions: Permissions },
): boolean {
  return ranks[role] >= ranks[permissions[capability]];
}

/** Whether the first may act on the second: nobody may on those of their own rank, or of a higher one. */
export function outranks(role: Role, other: Role): boolean {
  return ranks[role] > ranks[other];
}

/** What each role may, by matrix: ten thousand guests share one list. */
const lists = new WeakMap<Permissions, Map<Role, readonly Capability[]>>();

/** Everything that this role may, for the client to show no more than that. */
export function allowed(role: Role, permissions: Permissions): readonly Capability[] {
  let ofMatrix = lists.get(permissions);
  if (!ofMatrix) lists.set(permissions, (ofMatrix = new Map<Role, readonly Capability[]>()));
  let list = ofMatrix.get(role);
  if (!list) {
    list = capabilities.filter((name) => authorize({ role }, name, { permissions }));
    ofMatrix.set(role, list);
  }
  return list;
}

/** The roles that nobody of this role may act on. */
export function untouchable(role: Role): readonly Role[] {
  return roles.filter((other) => !outranks(role, other));
}
