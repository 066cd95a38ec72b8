import { expect } from 'chai';
import { pauseOf, shutFor } from '../../widget/room-mode.ts';

const guest = { may: ['post', 'reply'], role: 'guest' } as const;
const member = { ...guest, role: 'member' } as const;
const moderator = { may: ['post', 'bypass-mode'], role: 'moderator' } as const;
const kindFor = (...args: Parameters<typeof shutFor>) => shutFor(...args)?.kind;

describe('a room as it is kept', () => {
  it('lets everybody write while it is open', () => {
    expect(shutFor({}, guest, 0)).to.equal(undefined);
    expect(shutFor({ slowSeconds: 30, emojiOnly: true, holdAll: true }, guest, 0)).to.equal(undefined);
  });

  it('is shut for those whom its mode binds', () => {
    expect(kindFor({ readOnly: true }, guest, 0)).to.equal('read-only');
    expect(kindFor({ readOnly: true }, moderator, 0)).to.equal(undefined);
    expect(kindFor({ membersOnly: true }, guest, 0)).to.equal('members-only');
    expect(kindFor({ membersOnly: true }, member, 0)).to.equal(undefined);
  });

  it('is shut for who may not post at all, once that is known', () => {
    expect(kindFor({}, { may: ['react'], role: 'guest' }, 0)).to.equal('no-post');
    expect(kindFor({}, { may: [], role: undefined }, 0)).to.equal(undefined);
  });

  it('is paused until its time has come', () => {
    const mode = { paused: { message: 'Back soon', until: 1_000 } };
    expect(shutFor(mode, guest, 999)).to.deep.equal({ kind: 'paused', ...mode.paused });
    expect(shutFor(mode, guest, 1_000)).to.equal(undefined);
    expect(shutFor(mode, moderator, 0)).to.equal(undefined);
    expect(pauseOf({ paused: {} }, 1e15)).to.deep.equal({
      kind: 'paused',
      message: undefined,
      until: undefined,
    });
  });
});
