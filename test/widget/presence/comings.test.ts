import { expect } from 'chai';
import type { Participant } from '../../../protocol/server-messages.ts';
import {
  noComings,
  reduceComings,
  type Comings,
  type PresencePolicy,
  type RosterSeen,
} from '../../../widget/presence/comings.ts';
import { ann, bo } from '../support/frames.ts';

const person = (name: string): Participant => ({ id: name.toLowerCase(), name, role: 'guest' });
const [cy, di, ed] = [person('Cy'), person('Di'), person('Ed')];
const people = (count: number) => Array.from({ length: count }, (_, index) => person(`Guest ${index}`));

/** A room that Ann is in from the start. */
class Room {
  comings: Comings = noComings;
  link = {};
  now = 0;
  last = 10;
  of: readonly unknown[] = ['lobby'];
  readonly policy: PresencePolicy;

  constructor(policy: PresencePolicy = 'auto', here: readonly Participant[] | undefined = [ann]) {
    this.policy = policy;
    this.see(here);
  }

  see(here: readonly Participant[] | undefined): this {
    const { of, link, now, last } = this;
    const seen: RosterSeen = { of, link, now, last, me: ann, here };
    this.comings = reduceComings(this.comings, seen, this.policy);
    return this;
  }

  /** As `10: Bo, Cy came; Di left`. */
  get lines(): string[] {
    const names = (all: readonly Participant[]) => all.map(({ name }) => name).join(', ');
    return this.comings.lines.map(({ seq, came, gone }) => {
      const parts = [came.length > 0 && `${names(came)} came`, gone.length > 0 && `${names(gone)} left`];
      return `${seq}: ${parts.filter(Boolean).join('; ')}`;
    });
  }
}

describe('comings and goings', () => {
  it('are not those who were there before the visit', () => {
    expect(new Room('auto', [ann, bo]).lines).to.deep.equal([]);
  });

  it('are who came and who went, each where it happened', () => {
    const room = new Room().see([ann, bo]);
    room.last = 12;
    room.see([ann]);
    expect(room.lines).to.deep.equal(['10: Bo came', '12: Bo left']);
  });

  it('are one line until the next message', () => {
    const room = new Room('auto', [ann, di]).see([ann, di, bo]).see([ann, di, bo, cy]).see([ann, bo, cy]);
    expect(room.lines).to.deep.equal(['10: Bo, Cy came; Di left']);
  });

  it('cancel each other within a line, whichever was first', () => {
    const room = new Room('auto', [ann, bo]).see([ann, bo, cy]).see([ann, bo]);
    expect(room.lines).to.deep.equal([]);
    expect(room.see([ann]).see([ann, bo]).lines).to.deep.equal([]);
  });

  it('are not one’s own', () => {
    expect(new Room('auto', []).see([ann]).lines).to.deep.equal([]);
  });

  it('are no new names', () => {
    const room = new Room('auto', [ann, bo]);
    expect(room.see([ann, { ...bo, name: 'Bob' }]).lines).to.deep.equal([]);
  });

  it('give the same lines while nothing happens', () => {
    const room = new Room().see([ann, bo]);
    const { comings } = room;
    room.now = 5_000;
    room.see(comings.seen!.here);
    expect(room.comings).to.equal(comings);
  });

  it('begin anew in another room', () => {
    const room = new Room().see([ann, bo]);
    room.of = ['garden'];
    expect(room.see([ann, cy]).lines).to.deep.equal([]);
  });

  it('are no more than fifty lines', () => {
    const room = new Room('all');
    for (let count = 0; count < 60; count++) {
      room.last++;
      room.see(count % 2 === 0 ? [ann, bo] : [ann]);
    }
    expect(room.lines).to.have.length(50);
    expect(room.lines.at(-1)).to.equal('70: Bo left');
  });
});

describe('comings after the link broke', () => {
  it('are not those who come back as well', () => {
    const room = new Room('auto', [ann, bo, cy]);
    room.link = {};
    // The server was started anew: Ann is the first.
    room.see([ann]).see([ann, bo]).see([ann, bo, cy]);
    expect(room.lines).to.deep.equal([]);
  });

  it('are told again once those are back', () => {
    const room = new Room('auto', [ann, bo]);
    room.link = {};
    room.see([ann, bo]).see([ann]).see([ann, bo, cy]);
    room.last = 11;
    room.see([ann, cy]);
    expect(room.lines).to.deep.equal(['10: Cy came', '11: Bo left']);
  });

  it('are not told of who stayed away', () => {
    const room = new Room('auto', [ann, bo]);
    room.link = {};
    expect(room.see([ann]).lines).to.deep.equal([]);
  });
});

describe('comings by policy', () => {
  it('are not told in a crowd, unless all are wanted', () => {
    const crowd = [ann, ...people(20)];
    expect(new Room('auto', crowd.slice(0, 20)).see(crowd).lines).to.deep.equal([]);
    expect(new Room('auto', crowd.slice(0, 19)).see(crowd.slice(0, 20)).lines).to.have.length(1);
    expect(new Room('all', crowd.slice(0, 20)).see(crowd).lines).to.have.length(1);
  });

  it('are not told when more than five happen within a minute', () => {
    const room = new Room();
    room.see([ann, bo]).see([ann, bo, cy]).see([ann, bo, cy, di]);
    room.last = 11;
    room.see([ann, bo, cy, di, ed]).see([ann, bo, cy, di]);
    expect(room.lines).to.deep.equal(['10: Bo, Cy, Di came']);
    room.last = 12;
    expect(room.see([ann, bo, cy]).lines).to.have.length(1);
    room.now = 60_000;
    expect(room.see([ann, bo, cy, ed]).lines).to.deep.equal(['10: Bo, Cy, Di came', '12: Ed came']);
  });

  it('are never told where none are wanted', () => {
    expect(new Room('none').see([ann, bo]).see([ann]).lines).to.deep.equal([]);
  });

  it('are not told where people are not known by name', () => {
    expect(new Room('all', [ann, bo]).see(undefined).see([ann]).lines).to.deep.equal([]);
  });
});
