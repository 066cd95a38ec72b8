import { expect } from 'chai';
import type { Denial } from '../../../protocol/server-messages.ts';
import { transition, type Chance, type LinkEvent, type LinkState } from '../../../widget/connection/link.ts';

type Kind = LinkState['kind'];

const chance: Chance = { now: 100_000, random: 0.5 };

const states: { readonly [kind in Kind]: Extract<LinkState, { kind: kind }> } = {
  idle: { kind: 'idle' },
  connecting: { kind: 'connecting', attempt: 2 },
  greeting: { kind: 'greeting', attempt: 2 },
  live: { kind: 'live', attempt: 2, since: 99_000 },
  asking: { kind: 'asking', attempt: 2 },
  waiting: { kind: 'waiting', attempt: 2, until: 101_000 },
  away: { kind: 'away' },
  stopped: { kind: 'stopped', code: 'not-found', sentence: 'There is no such room.' },
};

const events: { readonly [type in LinkEvent['type']]: Extract<LinkEvent, { type: type }> } = {
  start: { type: 'start' },
  opened: { type: 'opened' },
  welcomed: { type: 'welcomed' },
  closed: { type: 'closed', code: 1006, reason: '' },
  answered: { type: 'answered' },
  due: { type: 'due' },
  nudged: { type: 'nudged' },
  left: { type: 'left' },
  unready: { type: 'unready' },
  rejoined: { type: 'rejoined' },
  ended: { type: 'ended' },
};

/** All that leads anywhere; everything else comes too late. */
const ways: Readonly<Record<Kind, Partial<Record<LinkEvent['type'], Kind>>>> = {
  idle: { start: 'connecting' },
  connecting: { opened: 'greeting', closed: 'asking', unready: 'waiting', left: 'away', ended: 'idle' },
  greeting: { welcomed: 'live', closed: 'waiting', left: 'away', ended: 'idle' },
  live: { closed: 'waiting', rejoined: 'waiting', left: 'away', ended: 'idle' },
  asking: { answered: 'waiting', nudged: 'connecting', left: 'away', ended: 'idle' },
  waiting: { due: 'connecting', nudged: 'connecting', left: 'away', ended: 'idle' },
  away: { nudged: 'connecting', ended: 'idle' },
  stopped: { start: 'connecting', ended: 'idle' },
};

describe('transition', () => {
  for (const state of Object.values(states))
    for (const event of Object.values(events)) {
      const next = ways[state.kind][event.type];
      if (next)
        it(`leads from ${state.kind} by ${event.type} to ${next}`, () => {
          expect(transition(state, event, chance).kind).to.equal(next);
        });
      else
        it(`stays ${state.kind} when ${event.type} comes late`, () => {
          const after = transition(state, event, chance);
          if (event.type === 'ended') expect(after).to.deep.equal(state);
          else expect(after).to.equal(state);
        });
    }

  it('counts from nothing when it starts', () => {
    expect(transition(states.idle, events.start, chance)).to.deep.equal({ kind: 'connecting', attempt: 0 });
  });

  it('keeps the count of attempts while it opens and is welcomed: that alone is no health', () => {
    const greeting = transition(states.connecting, events.opened, chance);
    expect(greeting).to.deep.equal({ kind: 'greeting', attempt: 2 });
    expect(transition(greeting, events.welcomed, chance)).to.deep.equal({
      kind: 'live',
      attempt: 2,
      since: 100_000,
    });
  });

  it('keeps the count of attempts when the wait is over', () => {
    expect(transition(states.waiting, events.due, chance)).to.deep.equal({ kind: 'connecting', attempt: 2 });
  });
});

describe('transition when it rejoins', () => {
  const rejoined = (attempt: number, since: number) =>
    transition({ kind: 'live', attempt, since }, events.rejoined, chance);

  it('comes back at once the first time', () => {
    expect(rejoined(0, 99_000)).to.deep.equal({ kind: 'waiting', attempt: 1, until: 100_000 });
  });

  it('backs off when that did not help', () => {
    expect(rejoined(1, 99_000)).to.deep.equal({ kind: 'waiting', attempt: 2, until: 100_500 });
    expect(rejoined(2, 90_001)).to.deep.equal({ kind: 'waiting', attempt: 3, until: 101_000 });
  });

  it('comes back at once also after trouble, once it was healthy', () => {
    expect(rejoined(2, 90_000)).to.deep.equal({ kind: 'waiting', attempt: 1, until: 100_000 });
  });
});

describe('transition after a refused upgrade', () => {
  const answered = (denial?: Denial) => transition(states.asking, { type: 'answered', denial }, chance);

  for (const status of [400, 403, 404] as const)
    it(`stops after ${status}, with the server's sentence`, () => {
      const denial: Denial = { status, code: 'no-entry', sentence: 'Ask the owner for an invitation.' };
      expect(answered(denial)).to.deep.equal({
        kind: 'stopped',
        code: 'no-entry',
        sentence: 'Ask the owner for an invitation.',
      });
    });

  for (const status of [429, 503] as const)
    it(`waits after ${status} as long as the server says, and a random part of the backoff on top`, () => {
      const denial: Denial = { status, code: 'full', sentence: 'Too many are here.', retryAfterMs: 7_000 };
      expect(answered(denial)).to.deep.equal({
        kind: 'waiting',
        attempt: 3,
        until: 100_000 + 7_000 + 1_000,
        sentence: 'Too many are here.',
      });
    });

  it('backs off after 503 without a time', () => {
    expect(answered({ status: 503, code: 'drain', sentence: 'It restarts.' })).to.deep.include({
      kind: 'waiting',
      until: 101_000,
    });
  });

  it('backs off further each time when nobody answers', () => {
    let state: LinkState = { kind: 'connecting', attempt: 0 };
    const waits: number[] = [];
    for (let round = 0; round < 8; round++) {
      state = transition(state, events.closed, chance);
      state = transition(state, events.answered, chance);
      waits.push(state.kind === 'waiting' ? state.until - chance.now : NaN);
      state = transition(state, events.due, chance);
    }
    expect(waits).to.deep.equal([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  });
});
