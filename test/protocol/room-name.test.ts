import { describe, expect, it } from 'vitest';
import { isRoomName } from '../../protocol/room-name.ts';

describe('isRoomName', () => {
  it.each(['lobby', '7', 'a', 'page.2026-10_x', 'a..b', 'x'.repeat(64)])('takes %s', (name) => {
    expect(isRoomName(name)).toBe(true);
  });

  it.each([
    '',
    'Lobby',
    '.hidden',
    '-flag',
    '_x',
    'x'.repeat(65),
    'a/b',
    '..',
    'a b',
    'a\n',
    '\na',
    'größe',
    'page*',
    '<script>',
    '%6cobby',
    'a\0',
    '"',
  ])('refuses %j', (name) => {
    expect(isRoomName(name)).toBe(false);
  });

  it('takes no character that would need escaping in an address or in HTML', () => {
    const taken = Array.from({ length: 0x1_0000 }, (_, unit) => String.fromCharCode(unit)).filter(
      (character) => isRoomName(`a${character}`),
    );
    expect(taken.join('')).toBe('-.0123456789_abcdefghijklmnopqrstuvwxyz');
  });
});
