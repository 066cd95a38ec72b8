import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { MessageEntry } from '../../../protocol/server-messages.ts';
import type { EntryRecord } from '../../../server/log/log.ts';
import { entryText, messageBody, messageText } from '../../../server/room/entry-text.ts';
import { entry } from '../../support/drafts.ts';

const parsed = (record: EntryRecord) => JSON.parse(entryText(record)) as MessageEntry;

describe('entryText', () => {
  it('is the message as the wire has it', () => {
    const record = entry(7, { at: 42, draftId: 'd-1', body: messageBody('hello') });
    expect(parsed(record)).toEqual({
      type: 'message',
      seq: 7,
      at: 42,
      draftId: 'd-1',
      from: { id: 'ann', name: 'Ann', role: 'guest' },
      text: 'hello',
    });
  });

  it('brings any text and any name through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, name) => {
        const author = JSON.stringify({ id: 'ann', name, role: 'guest' });
        const message = parsed(entry(1, { author, body: messageBody(text) }));
        expect(message.text).toBe(text);
        expect(message.from.name).toBe(name);
      }),
    );
  });

  it('lets no text pass for a field', () => {
    const text = '","seq":99,"from":{"id":"owner"},"x":"';
    const message = parsed(entry(1, { body: messageBody(text) }));
    expect(message).toMatchObject({ seq: 1, text, from: { id: 'ann' } });
  });
});

describe('messageText', () => {
  it('reads back what messageBody wrote', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => messageText(messageBody(text)) === text));
  });
});
