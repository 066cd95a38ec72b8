import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Bearer } from '../../../server/connection/dialect.ts';
import { dialectV1 } from '../../../server/connection/dialect-v1.ts';
import { Ring } from '../../../server/room/ring.ts';
import { Signal } from '../../../server/room/signal.ts';
import { anyText } from '../../support/any-text.ts';
import { entries } from '../../support/drafts.ts';
import { messagesIn, textsIn } from '../../support/wire.ts';

const page: Bearer = { type: 'page', before: 3, more: false };

describe('version 1 reads', () => {
  it('a message', () => {
    expect(dialectV1.read('{"type":"post","draftId":"d1","text":"hello"}')).toEqual({
      type: 'post',
      draftId: 'd1',
      text: 'hello',
    });
  });

  it('a message with spaces around it', () => {
    expect(dialectV1.read(' {"type": "ping"}\n')).toEqual({ type: 'ping' });
  });

  it.each([
    '',
    'hello',
    '{',
    '{"type":"ping"',
    "{'type':'ping'}",
    '{"type":"ping"}{"type":"ping"}',
    '\0',
    '\ufeff{}',
  ])('no message from %j, which is no JSON', (frame) => {
    expect(dialectV1.read(frame)).toEqual({ malformed: 'A frame must be one JSON object.' });
  });

  it.each([
    ['null', 'frame'],
    ['[]', 'frame'],
    ['7', 'frame'],
    ['{}', 'type'],
    ['{"type":"shout"}', 'type'],
    ['{"type":"post","draftId":"d1"}', 'text'],
    ['{"type":"post","draftId":"a b","text":"x"}', 'draftId'],
    ['{"type":"hello","since":{"epoch":"e","seq":-1}}', 'since.seq'],
  ])('no message from %s, and names the place %s', (frame, place) => {
    const read = dialectV1.read(frame);
    expect('malformed' in read && read.malformed).toMatch(new RegExp(`^${place}: .+`));
  });

  it('anything at all without throwing', () => {
    fc.assert(fc.property(fc.oneof(anyText, fc.json()), (frame) => void dialectV1.read(frame)));
  });

  it('a deeply nested frame without falling', () => {
    const deep = '['.repeat(8_000) + ']'.repeat(8_000);
    expect(dialectV1.read(`{"type":"ping","more":${deep}}`)).toEqual({ type: 'ping' });
  });

  it('takes nobody’s hello for granted', () => {
    expect(dialectV1.greeting).toBeUndefined();
  });
});

describe('version 1 says', () => {
  it('a remark as one JSON object', () => {
    expect(messagesIn(dialectV1.say({ type: 'presence', count: 3 })!)).toEqual([
      { type: 'presence', count: 3 },
    ]);
  });

  it('entries spliced in as they are', () => {
    const frame = dialectV1.sayWithEntries(page, ['{"seq":1,"text":"a \\"b\\""}', '{"seq":2}'])!;
    expect(textsIn(frame)).toEqual([
      '{"type":"page","before":3,"more":false,"entries":[{"seq":1,"text":"a \\"b\\""},{"seq":2}]}',
    ]);
  });

  it('an empty list where there are none', () => {
    expect(messagesIn(dialectV1.sayWithEntries(page, [])!)).toEqual([{ ...page, entries: [] }]);
  });

  it('everyone’s entries to everyone, their author included', () => {
    const ring = new Ring(3, entries(1, 3));
    expect(dialectV1.catchUp(ring, 1, Infinity, 'ann')).toBe(ring.run(1, Infinity));
    expect(dialectV1.catchUp(ring, 1, Infinity, 'bo')).toBe(ring.run(1, Infinity));
    expect(dialectV1.inBatches!.catchUp(ring, 1, Infinity, 'bo')).toBe(ring.batch(1, Infinity));
  });
});

describe('a signal', () => {
  it('is framed once for all who are told it', () => {
    const signal = new Signal({ type: 'presence', count: 7 });
    const frame = dialectV1.signal(signal);
    expect(messagesIn(frame!)).toEqual([{ type: 'presence', count: 7 }]);
    expect(dialectV1.signal(signal)).toBe(frame);
  });
});
