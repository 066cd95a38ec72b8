import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { post } from '../../../protocol/client-messages.ts';
import { dialectPlain } from '../../../server/connection/dialect-plain.ts';
import { messageBody } from '../../../server/room/entry-text.ts';
import { Ring } from '../../../server/room/ring.ts';
import { Signal } from '../../../server/room/signal.ts';
import { anyText } from '../../support/any-text.ts';
import { entry } from '../../support/drafts.ts';
import { textsIn } from '../../support/wire.ts';

const ring = new Ring(4, [
  entry(1, { participant: 'ann', body: messageBody('one') }),
  entry(2, { participant: 'bo', body: messageBody('“two”\n') }),
  entry(3, { participant: 'ann', body: messageBody('three') }),
  entry(4, { participant: 'bo', body: messageBody('four') }),
]);

const told = (from: Ring, cursor: number, participantId: string, most = Infinity) =>
  dialectPlain.catchUp(from, cursor, most, participantId);

describe('the plain dialect', () => {
  it('takes every frame for a text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const read = dialectPlain.read(text);
        expect(post.safeParse(read).success).toBe(true);
        expect(read).toMatchObject({ type: 'post', text });
      }),
    );
  });

  it('takes JSON for a text too', () => {
    expect(dialectPlain.read('{"type":"hello"}')).toMatchObject({ type: 'post', text: '{"type":"hello"}' });
  });

  it('makes each frame a draft of its own: the same text twice is meant twice', () => {
    const [one, two] = [dialectPlain.read('hi'), dialectPlain.read('hi')];
    expect(one).not.toEqual(two);
  });

  it('says hello for its client, and asks for no history', () => {
    expect(dialectPlain.greeting).toEqual({ type: 'hello', history: 0 });
  });

  it('gives the texts of others', () => {
    expect(textsIn(told(ring, 0, 'ann').bytes!)).toEqual(['“two”\n', 'four']);
    expect(textsIn(told(ring, 2, 'bo').bytes!)).toEqual(['three']);
  });

  it('gives nothing where only its own texts are new', () => {
    expect(told(ring, 3, 'bo')).toEqual({ bytes: undefined, end: 4 });
    expect(told(ring, 4, 'ann')).toEqual({ bytes: undefined, end: 4 });
  });

  it('ends with the text by which it has as much as was asked for', () => {
    const { length } = told(ring, 0, 'bo', 1).bytes!;
    expect(textsIn(told(ring, 0, 'bo', length).bytes!)).toEqual(['one']);
    expect(told(ring, 0, 'bo', length).end).toBe(1);
    expect(textsIn(told(ring, 0, 'bo', length + 1).bytes!)).toEqual(['one', 'three']);
    expect(told(ring, 0, 'bo', length + 1).end).toBe(3);
  });

  it('gives notices, and of the other entries nothing, nor of what was taken back', () => {
    const by = { participant: 'bo' };
    const mixed = new Ring(7, [
      entry(1, { ...by, body: '{"text":"","removed":true}' }),
      entry(2, { ...by, kind: 'edit', ref: 1, body: '{"ref":1,"text":"other words"}' }),
      entry(3, { ...by, kind: 'removal', ref: 1, body: '{"ref":1}' }),
      entry(4, { ...by, kind: 'reaction', ref: 1, body: '{"ref":1,"emoji":"🎈","on":true}' }),
      entry(5, { ...by, kind: 'pin', ref: 1, body: '{"ref":1,"on":true}' }),
      entry(6, { ...by, kind: 'notice', body: messageBody('closed at ten') }),
      entry(7, { participant: 'ann', kind: 'notice', body: messageBody('my own') }),
    ]);
    expect(textsIn(told(mixed, 0, 'ann').bytes!)).toEqual(['closed at ten']);
  });

  it('says why a text was refused', () => {
    const frame = dialectPlain.say({
      type: 'refused',
      draftId: 'd',
      code: 'busy',
      kind: 'retry',
      sentence: 'Wait a moment.',
    });
    expect(textsIn(frame!)).toEqual(['Wait a moment.']);
  });

  it('has no words for the rest', () => {
    expect(dialectPlain.say({ type: 'ping' })).toBeUndefined();
    expect(dialectPlain.say({ type: 'accepted', draftId: 'd', seq: 1 })).toBeUndefined();
    expect(dialectPlain.say({ type: 'presence', count: 3 })).toBeUndefined();
    expect(dialectPlain.signal(new Signal({ type: 'typing', who: [] }))).toBeUndefined();
    expect(dialectPlain.sayWithEntries({ type: 'page', before: 1, more: false }, [])).toBeUndefined();
  });
});
