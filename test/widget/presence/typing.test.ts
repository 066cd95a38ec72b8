import { expect } from 'chai';
import { Typing, type Writer } from '../../../widget/presence/typing.ts';
import { ann, bo } from '../support/frames.ts';
import { VirtualSurroundings } from '../support/virtual-surroundings.ts';

function createTyping() {
  const surroundings = new VirtualSurroundings();
  const said: boolean[] = [];
  const told: (readonly Writer[])[] = [];
  const link = { isLive: true };
  const typing = new Typing({
    send({ on }) {
      if (link.isLive) said.push(on);
      return link.isLive;
    },
    now: surroundings.now,
    after: surroundings.after,
    onChange: (writers) => told.push(writers),
  });
  return { surroundings, typing, said, told, link };
}

describe('typing that is said', () => {
  it('is said at once, and again every three seconds while it goes on', async () => {
    const { surroundings, typing, said } = createTyping();
    for (let key = 0; key < 10; key++) {
      typing.say(true);
      await surroundings.advance(600);
    }
    expect(said).to.deep.equal([true, true]);
  });

  it('is taken back once', () => {
    const { typing, said } = createTyping();
    typing.say(false);
    typing.say(true);
    typing.say(false);
    typing.say(false);
    expect(said).to.deep.equal([true, false]);
  });

  it('is not said more often for being taken back between', async () => {
    const { surroundings, typing, said } = createTyping();
    for (let key = 0; key < 10; key++) typing.say(key % 2 === 0);
    expect(said).to.deep.equal([true, false]);
    await surroundings.advance(3_000);
    typing.say(true);
    expect(said).to.deep.equal([true, false, true]);
  });

  it('is said by the next key when there was no link at the one before', () => {
    const { typing, said, link } = createTyping();
    link.isLive = false;
    typing.say(true);
    link.isLive = true;
    typing.say(true);
    expect(said).to.deep.equal([true]);
  });

  it('is not taken back on a link that never heard of it', () => {
    const { typing, said } = createTyping();
    typing.say(true);
    typing.unlinked();
    typing.say(false);
    expect(said).to.deep.equal([true]);
  });
});

describe('typing that is heard', () => {
  it('is of those who were told last', () => {
    const { typing, told } = createTyping();
    typing.heard([ann]);
    typing.heard([bo]);
    typing.heard([]);
    expect(told).to.deep.equal([[ann], [bo], []]);
  });

  it('is forgotten six seconds after it was told last', async () => {
    const { surroundings, typing, told } = createTyping();
    typing.heard([ann]);
    await surroundings.advance(5_000);
    typing.heard([ann]);
    await surroundings.advance(5_999);
    expect(told.at(-1)).to.deep.equal([ann]);
    await surroundings.advance(1);
    expect(told.at(-1)).to.deep.equal([]);
    expect(surroundings.loose).to.equal(0);
  });

  it('is over for whoever has spoken', () => {
    const { typing, told } = createTyping();
    typing.heard([ann, bo]);
    typing.spoke((id) => id === 'cy');
    expect(told).to.have.length(1);
    typing.spoke((id) => id === 'ann');
    expect(told.at(-1)).to.deep.equal([bo]);
  });

  it('is over with the link, and leaves nothing', () => {
    const { surroundings, typing, told } = createTyping();
    typing.unlinked();
    expect(told).to.deep.equal([]);
    typing.heard([ann]);
    typing.unlinked();
    expect(told.at(-1)).to.deep.equal([]);
    expect(surroundings.loose).to.equal(0);
  });
});
