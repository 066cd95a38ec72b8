import { expect } from 'chai';
import type { RoomKeeper } from '../../../widget/console/room-keeper.ts';
import { DeskUnderTest } from '../support/console-desk.ts';
import { fresh, refusal } from '../support/frames.ts';
import type { VirtualSocket } from '../support/virtual-surroundings.ts';

interface UnderTest {
  readonly keeper: RoomKeeper;
  readonly socket: () => VirtualSocket;
}

function entered(): UnderTest {
  const under = new DeskUnderTest();
  const keeper = under.desk.keeper('lobby');
  keeper.start();
  under.surroundings.socket.open();
  under.surroundings.socket.say(fresh({ may: ['ban'], mode: { slowSeconds: 5 } }));
  return { keeper, socket: () => under.surroundings.socket };
}

/** The draft id of the latest that was sent. */
const lastId = (socket: VirtualSocket) => (socket.sent.at(-1) as { draftId: string }).draftId;

describe('a room as its keepers see it', () => {
  it('knows what they may and how it is kept, as it was told last', () => {
    const { keeper, socket } = entered();
    expect([keeper.may, keeper.mode]).to.deep.equal([['ban'], { slowSeconds: 5 }]);
    socket().say({ type: 'mode', mode: {} });
    socket().say({ type: 'may', may: ['ban', 'clear'] });
    expect([keeper.may, keeper.mode]).to.deep.equal([['ban', 'clear'], {}]);
  });

  it('knows how much waits, and nothing where it is not told', () => {
    const { keeper, socket } = entered();
    expect(keeper.waiting).to.deep.equal({ held: 0, reports: 0 });
    socket().say({ type: 'waiting', held: 2, reports: 1 });
    expect(keeper.waiting).to.deep.include({ held: 2, reports: 1 });
  });

  it('resolves an act when it is on disk', async () => {
    const { keeper, socket } = entered();
    const answer = keeper.carryOut({ do: 'kick', who: 'bo' });
    socket().say({ type: 'moderated', draftId: lastId(socket()), count: 3 });
    const done = await answer;
    expect(done.kind === 'done' && done.moderated?.count).to.equal(3);
  });

  it('hands a refusal to who asked, and to nobody else', async () => {
    const { keeper, socket } = entered();
    const answer = keeper.do({ type: 'remove', ref: 1 });
    socket().say(refusal(lastId(socket()), { code: 'outranked', sentence: 'No.' }));
    expect(await answer).to.deep.equal({ kind: 'refused', code: 'outranked', sentence: 'No.' });
    expect(keeper.state.drafts).to.deep.equal([]);
  });
});
