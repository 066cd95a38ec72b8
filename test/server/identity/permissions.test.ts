import { describe, expect, it } from 'vitest';
import type { Role } from '../../../protocol/server-messages.ts';
import { may, type Capability } from '../../../server/identity/permissions.ts';

const roles: readonly Role[] = ['guest', 'member', 'moderator', 'owner'];

const everyone = [true, true, true, true];
const keepers = [false, false, true, true];

describe('may', () => {
  it.each<[Capability, boolean[]]>([
    ['post', everyone],
    ['edit', everyone],
    ['remove', everyone],
    ['react', everyone],
    ['pin', keepers],
    ['notice', keepers],
    ['remove-any', keepers],
  ])('lets %s be done by guests, members, moderators and owners as %j', (capability, allowed) => {
    expect(roles.map((role) => may(role, capability))).toEqual(allowed);
  });
});
