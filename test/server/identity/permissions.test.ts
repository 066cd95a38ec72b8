import { describe, expect, it } from 'vitest';
import {
  allowed,
  authorize,
  capabilities,
  outranks,
  permissionsOf,
  roles,
  untouchable,
  type Capability,
} from '../../../server/identity/permissions.ts';

const everyone: readonly Capability[] = [
  'post',
  'reply',
  'link',
  'image-link',
  'edit',
  'remove',
  'react',
  'vote',
  'rename',
  'report',
  'roster',
  'history',
];

const ownersAlone: readonly Capability[] = [
  'permissions',
  'rules',
  'retention',
  'webhooks',
  'export',
  'erase',
  'staff',
];

describe('the matrix', () => {
  it('lets everybody speak, and those who keep a room do the rest', () => {
    expect(allowed('guest', permissionsOf())).toEqual(capabilities.filter((name) => everyone.includes(name)));
    expect(allowed('member', permissionsOf())).toEqual(allowed('guest', permissionsOf()));
    expect(allowed('moderator', permissionsOf())).toEqual(
      capabilities.filter((name) => !ownersAlone.includes(name)),
    );
    expect(allowed('owner', permissionsOf())).toEqual(capabilities);
  });

  it.each(roles)('with the least role %s lets that one and those above', (least) => {
    const room = { permissions: permissionsOf({ link: least }) };
    expect(roles.filter((role) => authorize({ role }, 'link', room))).toEqual(
      roles.slice(roles.indexOf(least)),
    );
  });

  it('has the room’s word over that for all rooms, and that over the default', () => {
    const permissions = permissionsOf({ link: 'member', post: 'member' }, { link: 'owner' }, undefined);
    expect([permissions.link, permissions.post, permissions.react]).toEqual(['owner', 'member', 'guest']);
  });

  it('cannot be changed once it is made, and leaves the defaults as they were', () => {
    const permissions = permissionsOf({ post: 'owner' });
    expect(() => Object.assign(permissions, { post: 'guest' })).toThrow(TypeError);
    expect(permissionsOf().post).toBe('guest');
  });
});

describe('ranks', () => {
  it('let nobody act on those of their own or of a higher one', () => {
    for (const [place, role] of roles.entries())
      expect(roles.filter((other) => outranks(role, other))).toEqual(roles.slice(0, place));
    expect(untouchable('moderator')).toEqual(['moderator', 'owner']);
    expect(untouchable('owner')).toEqual(['owner']);
  });
});
