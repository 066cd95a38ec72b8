import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Act } from '../../../protocol/client-messages.ts';
import type { Entry, MessageEntry } from '../../../protocol/server-messages.ts';
import { emptied, type EntryKind, type EntryRecord } from '../../../server/log/log.ts';
import {
  contentOf,
  entryText,
  messageBody,
  messageText,
  type Reach,
} from '../../../server/room/entry-text.ts';
import { anyText } from '../../support/any-text.ts';
import { entry } from '../../support/drafts.ts';

const parsed = (record: EntryRecord) => JSON.parse(entryText(record)) as MessageEntry;
const common = { at: 42, draftId: 'd-1' };
const from = { id: 'ann', name: 'Ann', role: 'guest' };

/** What becomes of an act: the entry as the wire has it. */
function entryOf(act: Act): Entry {
  const { own: _own, ...content } = contentOf(act, ownOnly);
  return JSON.parse(entryText(entry(7, { ...common, ...content }))) as Entry;
}

const { draftId } = common;
const ownOnly = { own: true } as const;
const keeper = { own: false, spares: ['moderator', 'owner'] } as const;

describe('entryText', () => {
  it('is the message as the wire has it', () => {
    const record = entry(7, { ...common, body: messageBody('hello') });
    expect(parsed(record)).toEqual({ type: 'message', seq: 7, ...common, from, text: 'hello' });
  });

  it('brings any text and any name through', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, name) => {
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

  it('says of what was emptied that it was removed', () => {
    expect(parsed(emptied(entry(7, common)))).toEqual({
      type: 'message',
      seq: 7,
      ...common,
      from,
      text: '',
      removed: true,
    });
    const edited = entry(7, { ...common, kind: 'edit', ref: 3, body: '{"ref":3,"text":"other"}' });
    expect(parsed(emptied(edited))).toEqual({
      type: 'edit',
      seq: 7,
      ...common,
      from,
      ref: 3,
      text: '',
      removed: true,
    });
  });
});

describe('an act', () => {
  it.each<[Act, object]>([
    [
      { type: 'post', draftId, text: 'hello' },
      { type: 'message', text: 'hello' },
    ],
    [
      { type: 'post', draftId, text: 'hello', replyTo: 3 },
      { type: 'message', text: 'hello', replyTo: 3 },
    ],
    [
      { type: 'edit', draftId, ref: 3, text: '“other”' },
      { type: 'edit', ref: 3, text: '“other”' },
    ],
    [
      { type: 'remove', draftId, ref: 3 },
      { type: 'removal', ref: 3 },
    ],
    [
      { type: 'react', draftId, ref: 3, emoji: '🎈', on: true },
      { type: 'reaction', ref: 3, emoji: '🎈', on: true },
    ],
    [
      { type: 'react', draftId, ref: 3, emoji: '🎈', on: false },
      { type: 'reaction', ref: 3, emoji: '🎈', on: false },
    ],
    [
      { type: 'poll', draftId, text: 'Tea?', options: ['“Yes”', 'No'] },
      { type: 'message', text: 'Tea?', options: ['“Yes”', 'No'] },
    ],
    [
      { type: 'vote', draftId, ref: 3, option: 0 },
      { type: 'vote', ref: 3, option: 0 },
    ],
    [
      { type: 'vote', draftId, ref: 3 },
      { type: 'vote', ref: 3 },
    ],
    [
      { type: 'end-poll', draftId, ref: 3 },
      { type: 'poll-end', ref: 3 },
    ],
    [
      { type: 'pin', draftId, ref: 3, on: true },
      { type: 'pin', ref: 3, on: true },
    ],
    [
      { type: 'pin', draftId, ref: 3, on: false },
      { type: 'pin', ref: 3, on: false },
    ],
    [
      { type: 'notice', draftId, text: 'closed at ten' },
      { type: 'notice', text: 'closed at ten' },
    ],
  ])('%j becomes the entry %j', (act, said) => {
    expect(entryOf(act)).toEqual({ seq: 7, ...common, from, ...said });
  });

  it.each<[Act, EntryKind, number | undefined]>([
    [{ type: 'post', draftId, text: 'hello' }, 'message', undefined],
    [{ type: 'post', draftId, text: 'hello', replyTo: 3 }, 'message', 3],
    [{ type: 'edit', draftId, ref: 3, text: 'other' }, 'edit', 3],
    [{ type: 'remove', draftId, ref: 3 }, 'removal', 3],
    [{ type: 'react', draftId, ref: 3, emoji: '🎈', on: true }, 'reaction', 3],
    [{ type: 'poll', draftId, text: 'Tea?', options: ['Yes', 'No'] }, 'message', undefined],
    [{ type: 'vote', draftId, ref: 3, option: 0 }, 'vote', 3],
    [{ type: 'end-poll', draftId, ref: 3 }, 'poll-end', 3],
    [{ type: 'pin', draftId, ref: 3, on: true }, 'pin', 3],
    [{ type: 'notice', draftId, text: 'closed at ten' }, 'notice', undefined],
  ])('%j is for the log of kind %s and refers to %s', (act, kind, ref) => {
    const content = contentOf(act, ownOnly);
    expect([content.kind, content.ref]).toEqual([kind, ref]);
  });

  it.each<[Act['type'], Reach, boolean | undefined, readonly string[] | undefined]>([
    ['post', keeper, undefined, undefined],
    ['edit', ownOnly, true, undefined],
    ['edit', keeper, true, undefined],
    ['remove', ownOnly, true, undefined],
    ['remove', keeper, false, keeper.spares],
    ['react', keeper, undefined, undefined],
    ['vote', keeper, undefined, undefined],
    ['end-poll', ownOnly, true, undefined],
    ['end-poll', keeper, false, keeper.spares],
    ['pin', keeper, undefined, undefined],
  ])('%s with the reach %j is about one’s own: %s, and spares %j', (type, reach, own, spares) => {
    const act = { type, draftId, ref: 3, text: 'x', emoji: '🎈', on: true } as Act;
    expect([contentOf(act, reach).own, contentOf(act, reach).spares]).toEqual([own, spares]);
  });
});

describe('messageText', () => {
  it('reads back what messageBody wrote', () => {
    fc.assert(fc.property(anyText, (text) => messageText(messageBody(text)) === text));
  });

  it('is of a poll with what can be chosen, line by line', () => {
    expect(messageText('{"text":"Tea?","options":["Yes","No"]}')).toBe('Tea?\nYes\nNo');
  });

  it('is empty where it was taken back', () => {
    expect(messageText(emptied(entry(1)).body)).toBe('');
  });
});
