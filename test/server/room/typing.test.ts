import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { typingParticipants } from '../../../protocol/limits.ts';
import type { TypingNow } from '../../../protocol/server-messages.ts';
import { typingEveryMs, typingMs, typingRepeatMs } from '../../../protocol/timing.ts';
import { Typing } from '../../../server/room/typing.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { people, person } from '../../support/people.ts';

const [ann, bo, cy] = [person('Ann'), person('Bo'), person('Cy')];

function createTyping() {
  const clock = new ManualClock();
  const told: TypingNow[] = [];
  const typing = new Typing(clock, (message) => void told.push(message));
  return {
    clock,
    typing,
    told,
    /** The names that are told within the next half second. */
    tell() {
      told.length = 0;
      clock.advance(typingEveryMs);
      return told.map(({ who }) => who.map(({ name }) => name));
    },
  };
}

describe('Typing', () => {
  it('is told half a second after somebody began, by id and name', () => {
    const { clock, typing, told } = createTyping();
    typing.started(ann);
    clock.advance(typingEveryMs - 1);
    expect(told).toEqual([]);
    clock.advance(1);
    expect(told).toEqual([{ type: 'typing', who: [{ id: 'ann', name: 'Ann' }] }]);
  });

  it('is told at most twice a second, and then all who type', () => {
    const { clock, typing, told } = createTyping();
    for (let index = 0; index < 30; index++) {
      typing.started([ann, bo, cy][index % 3]!);
      clock.advance(typingEveryMs / 10);
    }
    expect(told).toHaveLength(3);
    for (const { who } of told) expect(who.map(({ id }) => id).sort()).toEqual(['ann', 'bo', 'cy']);
  });

  it('is told when somebody stopped', () => {
    const { typing, tell } = createTyping();
    typing.started(ann);
    typing.started(bo);
    tell();
    typing.stopped('ann');
    expect(tell()).toEqual([['Bo']]);
    typing.stopped('bo');
    expect(tell()).toEqual([[]]);
  });

  it('tells nothing of who did not type', () => {
    const { clock, typing, tell } = createTyping();
    typing.stopped('ann');
    expect(clock.waiting).toBe(0);
    typing.started(ann);
    tell();
    typing.stopped('bo');
    expect([clock.waiting, tell()]).toEqual([0, []]);
  });

  it('names the five who gave a sign last', () => {
    const { typing, tell } = createTyping();
    const many = people(typingParticipants + 2);
    for (const participant of many) typing.started(participant);
    expect(tell()).toEqual([many.slice(2).map(({ name }) => name)]);
    typing.started(many[0]!);
    expect(tell()).toEqual([[...many.slice(3), many[0]!].map(({ name }) => name)]);
  });

  it('has the name that was taken last', () => {
    const { typing, tell } = createTyping();
    typing.started(ann);
    typing.started({ ...ann, name: 'Anna' });
    expect(tell()).toEqual([['Anna']]);
  });

  it('is over by itself after six seconds', () => {
    const { clock, typing, tell } = createTyping();
    typing.started(ann);
    clock.advance(typingMs - typingEveryMs - 1);
    typing.started(bo);
    expect(tell()).toEqual([['Ann', 'Bo']]);
    clock.advance(1);
    typing.started(bo);
    expect(tell()).toEqual([['Bo']]);
  });

  it('is over exactly when its time is', () => {
    const { clock, typing, tell } = createTyping();
    typing.started(ann);
    clock.advance(typingMs - typingEveryMs);
    typing.started(bo);
    expect(tell()).toEqual([['Bo']]);
  });

  it('goes on while it is said again', () => {
    const { clock, typing, tell } = createTyping();
    for (let passed = 0; passed < typingMs * 2; passed += typingRepeatMs) {
      typing.started(ann);
      clock.advance(typingRepeatMs);
    }
    typing.started(bo);
    expect(tell()).toEqual([['Ann', 'Bo']]);
  });

  it('waits for nothing while nobody types', () => {
    const { clock, typing, tell } = createTyping();
    typing.started(ann);
    tell();
    expect(clock.waiting).toBe(0);
  });

  it('leaves nothing behind after close', () => {
    const { clock, typing, told } = createTyping();
    typing.started(ann);
    typing.close();
    expect(clock.waiting).toBe(0);
    typing.stopped('ann');
    expect(clock.waiting).toBe(0);
    clock.advance(typingMs);
    expect(told).toEqual([]);
  });

  it('is closed also where nobody typed', () => {
    const { clock, typing } = createTyping();
    typing.close();
    expect(clock.waiting).toBe(0);
  });

  it('always tells the newest who type, no more often than it may, and the last change too', () => {
    const moves = fc.record({
      who: fc.nat(8),
      on: fc.boolean(),
      pauseMs: fc.oneof(fc.constant(0), fc.nat(typingEveryMs), fc.nat(typingMs)),
    });
    fc.assert(
      fc.property(fc.array(moves, { maxLength: 60 }), (steps) => {
        const clock = new ManualClock();
        /** Who typed last and when, as anybody would keep it. */
        let signs: { readonly id: string; readonly at: number }[] = [];
        let toldAt = -Infinity;
        let owed = false;
        const typing = new Typing(clock, ({ who }) => {
          expect(clock.now() - toldAt).toBeGreaterThanOrEqual(typingEveryMs);
          toldAt = clock.now();
          owed = false;
          // Whoever is silent for too long is forgotten with this.
          signs = signs.filter(({ at }) => at + typingMs > clock.now());
          expect(who.map(({ id }) => id)).toEqual(signs.slice(-typingParticipants).map(({ id }) => id));
        });
        for (const { who, on, pauseMs } of steps) {
          const participant = person(`P${who}`);
          const others = signs.filter(({ id }) => id !== participant.id);
          owed ||= on || others.length < signs.length;
          signs = on ? [...others, { id: participant.id, at: clock.now() }] : others;
          if (on) typing.started(participant);
          else typing.stopped(participant.id);
          clock.advance(pauseMs);
        }
        clock.advance(typingEveryMs);
        expect(owed).toBe(false);
        expect(clock.waiting).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});
