// Who may do what: each capability is the least role that may.
import type { Role } from '../../protocol/server-messages.ts';

const ranks: Readonly<Record<Role, number>> = { guest: 0, member: 1, moderator: 2, owner: 3 };

const leastRoles = {
  post: 'guest',
  edit: 'guest',
  remove: 'guest',
  react: 'guest',
  pin: 'moderator',
  notice: 'moderator',
  /** Other people's messages. */
  'remove-any': 'moderator',
} as const satisfies Record<string, Role>;

export type Capability = keyof typeof leastRoles;

export function may(role: Role, capability: Capability): boolean {
  return ranks[role] >= ranks[leastRoles[capability]];
}
