// What a close code leads to, once the socket was open.
import { expect } from 'chai';
import fc from 'fast-check';
import { transition, type LinkState } from '../../../widget/connection/link.ts';

const now = 100_000;

/** A link that was welcomed so long ago. */
const liveFor = (ms: number, attempt = 0): LinkState => ({ kind: 'live', attempt, since: now - ms });
const greeting = (attempt = 0): LinkState => ({ kind: 'greeting', attempt });

const closed = (state: LinkState, code: number, { spreadMs = 0, random = 0.5, reason = '' } = {}) =>
  transition(state, { type: 'closed', code, reason, spreadMs }, { now, random });

const waitOf = (state: LinkState) => (state.kind === 'waiting' ? state.until - now : NaN);
const attemptOf = (state: LinkState) => (state.kind === 'waiting' ? state.attempt : NaN);

describe('transition after a close', () => {
  it('stops for the whole range 40xx, with the reason', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4000, max: 4099 }), fc.boolean(), (code, welcomed) => {
        const state = closed(welcomed ? liveFor(60_000) : greeting(), code, { reason: 'Bad frame.' });
        expect(state).to.deep.equal({ kind: 'stopped', code: `closed-${code}`, sentence: 'Bad frame.' });
      }),
    );
  });

  it('backs off for the whole range 41xx', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4100, max: 4199 }), (code) => {
        const state = closed(liveFor(0, 3), code, { spreadMs: 60_000 });
        expect(state).to.deep.equal({ kind: 'waiting', attempt: 4, until: now + 4_000 });
      }),
    );
  });

  it('comes back at once for the whole range 42xx', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4200, max: 4299 }),
        (code) => waitOf(closed(liveFor(60_000), code)) === 0,
      ),
    );
  });

  it('comes back after a random part of the spread that the server gave', () => {
    const waits = [0, 0.25, 0.75].map((random) =>
      waitOf(closed(liveFor(60_000), 4200, { spreadMs: 2_000, random })),
    );
    expect(waits).to.deep.equal([0, 500, 1_500]);
  });

  for (const code of [1002, 1003, 1007, 1008, 1009, 1010])
    it(`stops after ${code}: the two do not speak the same language`, () => {
      expect(closed(liveFor(60_000), code).kind).to.equal('stopped');
    });

  for (const code of [1000, 1001, 1005, 1006, 1011, 1012, 1013, 3000, 4999])
    it(`backs off after ${code}`, () => {
      expect(waitOf(closed(liveFor(0, 1), code))).to.equal(1_000);
    });

  it('comes back at once for the whole range 43xx, and says that the token was the reason', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4300, max: 4399 }), fc.boolean(), (code, healthy) => {
        const state = closed(healthy ? liveFor(60_000, 5) : greeting(), code);
        expect(state).to.deep.equal({ kind: 'waiting', attempt: 1, until: now, code: 'token-expired' });
      }),
    );
  });

  it('backs off where it is sent off so again before it was healthy', () => {
    for (const former of [liveFor(60_000), greeting()]) {
      const { attempt } = closed(former, 4300) as Extract<LinkState, { kind: 'waiting' }>;
      expect(waitOf(closed(greeting(attempt), 4300))).to.equal(1_000);
      expect(waitOf(closed(liveFor(9_999, attempt), 4300))).to.equal(1_000);
    }
  });

  it('starts from the shortest wait after ten seconds of health', () => {
    const state = closed(liveFor(10_000, 5), 1006);
    expect(attemptOf(state)).to.equal(0);
    expect(waitOf(state)).to.equal(250);
  });

  it('goes on counting when it was live for less than ten seconds', () => {
    expect(attemptOf(closed(liveFor(9_999, 5), 1006))).to.equal(6);
    expect(waitOf(closed(liveFor(9_999, 5), 1006))).to.equal(10_000);
  });

  it('goes on counting when it was never welcomed', () => {
    expect(attemptOf(closed(greeting(2), 1006))).to.equal(3);
  });

  it('comes back at once three times in a row, and then backs off', () => {
    let state: LinkState = { kind: 'connecting', attempt: 0 };
    const waits: number[] = [];
    for (let round = 0; round < 6; round++) {
      state = transition(state, { type: 'opened' }, { now, random: 0.5 });
      state = transition(state, { type: 'welcomed' }, { now, random: 0.5 });
      state = closed(state, 4200);
      waits.push(waitOf(state));
      state = transition(state, { type: 'due' }, { now, random: 0.5 });
    }
    expect(waits.slice(0, 3)).to.deep.equal([0, 0, 0]);
    expect(waits.slice(3).every((ms, index, later) => ms > (later[index - 1] ?? 0))).to.equal(true);
  });

  it('forgets a crash loop after ten seconds of health', () => {
    expect(attemptOf(closed(liveFor(10_000, 3), 4200))).to.equal(0);
  });
});
