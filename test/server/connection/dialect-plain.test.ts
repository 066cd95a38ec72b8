import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { post } from '../../../protocol/client-messages.ts';
import { dialectPlain } from '../../../server/connection/dialect-plain.ts';
import { messageBody } from '../../../server/room/entry-text.ts';
import { Ring } from '../../../server/room/ring.ts';
import { entry } from '../../support/drafts.ts';
import { textsIn } from '../../support/wire.ts';

const ring = new Ring(4, [
  entry(1, { participant: 'ann', body: messageBody('one') }),
  entry(2, { participant: 'bo', body: messageBody('“two”\n') }),
  entry(3, { participant: 'ann', body: messageBody('three') }),
  entry(4, { participant: 'bo', body: messageBody('four') }),
]);

describe('the plain dialect', () => {
  it('takes every frame for a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
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
    expect(textsIn(dialectPlain.catchUp(ring, 0, 'ann')!)).toEqual(['“two”\n', 'four']);
    expect(textsIn(dialectPlain.catchUp(ring, 2, 'bo')!)).toEqual(['three']);
  });

  it('gives nothing where only its own texts are new', () => {
    expect(dialectPlain.catchUp(ring, 3, 'bo')).toBeUndefined();
    expect(dialectPlain.catchUp(ring, 4, 'ann')).toBeUndefined();
  });

  it('says why a text was refused', () => {
    const frame = dialectPlain.say({
      type: 'refused',
      draftId: 'd',
      code: 'busy',
      sentence: 'Wait a moment.',
    });
    expect(textsIn(frame!)).toEqual(['Wait a moment.']);
  });

  it('has no words for the rest', () => {
    expect(dialectPlain.say({ type: 'ping' })).toBeUndefined();
    expect(dialectPlain.say({ type: 'accepted', draftId: 'd', seq: 1 })).toBeUndefined();
    expect(dialectPlain.say({ type: 'presence', count: 3 })).toBeUndefined();
    expect(dialectPlain.sayWithEntries({ type: 'page', before: 1, more: false }, [])).toBeUndefined();
  });
});
