import { expect } from 'chai';
import { fromText, toText } from '../../../widget/outbox/kept-drafts.ts';
import type { Draft } from '../../../widget/outbox/outbox.ts';

const written = {
  draftId: 'a',
  deed: { type: 'post', text: 'Hello', replyTo: 3 },
  at: 42,
  author: 'ann',
} as const;
const drafts: readonly Draft[] = [
  { ...written, kind: 'waiting' },
  { ...written, draftId: 'b', kind: 'refused', final: true, sentence: 'Too long.' },
  { ...written, draftId: 'c', kind: 'estranged' },
  { ...written, draftId: 'd', deed: { type: 'react', ref: 2, emoji: '👍', on: false }, kind: 'waiting' },
];

describe('kept drafts', () => {
  it('are the same when they are read again', () => {
    expect(fromText(toText(drafts))).to.deep.equal(drafts);
  });

  it('are without an author as long as nobody can have sent them', () => {
    const [draft] = fromText(toText([{ ...written, author: undefined, kind: 'waiting' }]));
    expect(draft!.author).to.equal(undefined);
  });

  it('do not hold what is on disk already', () => {
    expect(toText([{ ...written, kind: 'accepted', seq: 7 }])).to.equal('');
    expect(toText([])).to.equal('');
  });

  it('are none where something else was written', () => {
    for (const text of ['', 'null', '7', '{}', '[{]', '[null]', '[{"draftId":"a"}]', '[{"deed":{}}]'])
      expect(fromText(text)).to.deep.equal([]);
  });
});
