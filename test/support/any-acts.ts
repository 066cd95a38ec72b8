// Batches of anything that people may do to a room, and times at which old entries expire and people are
// erased: few rooms, people, draft ids and messages, so that acts meet.
import fc from 'fast-check';
import { restoralBody, type DraftRecord } from '../../server/log/log.ts';

export type Step =
  | { readonly do: 'append'; readonly drafts: readonly DraftRecord[] }
  | { readonly do: 'expire'; readonly before: number }
  | { readonly do: 'erase'; readonly participant: string };

const people = ['ann', 'bo', 'mo'] as const;

const who = fc.record({
  room: fc.constantFrom('lobby', 'garden'),
  participant: fc.constantFrom(...people),
  draftId: fc.constantFrom('d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7', 'd8', 'd9'),
  at: fc.integer({ min: 1, max: 50 }),
});
const text = fc.constantFrom('one', 'two', 'ü "quotes" \\ \n 🎈', '', ',"ended":true}', '\0');
const ref = fc.integer({ min: 1, max: 9 });
const options = fc.constant(['Yes', 'No']);
const limits = fc.record({
  own: fc.boolean(),
  spares: fc.subarray(['owner', 'moderator', 'guest']),
});

const message = text.map((text) => ({ kind: 'message', body: JSON.stringify({ text }) }) as const);
const answer = fc
  .record({ text, ref })
  .map(({ text, ref }) => ({ kind: 'message', ref, body: JSON.stringify({ text, replyTo: ref }) }) as const);
const poll = fc
  .record({ text, options })
  .map((content) => ({ kind: 'message', body: JSON.stringify(content) }) as const);
const edit = fc
  .record({ ref, text })
  .map(({ ref, text }) => ({ kind: 'edit', ref, own: true, body: JSON.stringify({ ref, text }) }) as const);
const restoral = fc
  .record({ ref, text, options: fc.option(options, { nil: undefined }) })
  .map(({ ref, text, options }) => {
    const body = restoralBody(ref, { text, ...(options && { options }) });
    return { kind: 'edit', ref, body, noted: 'undo' } as const;
  });
const removal = fc
  .record({ ref, keeps: fc.boolean(), limits })
  .map(
    ({ ref, keeps, limits }) =>
      ({ kind: 'removal', ref, keeps, ...limits, body: JSON.stringify({ ref }), noted: 'remove' }) as const,
  );
const reaction = fc
  .record({ ref, emoji: fc.constantFrom('🎈', '👍'), on: fc.boolean() })
  .map((content) => ({ kind: 'reaction', ref: content.ref, body: JSON.stringify(content) }) as const);
const vote = fc
  .record({ ref, option: fc.option(fc.nat(2), { nil: undefined }) })
  .map((content) => ({ kind: 'vote', ref: content.ref, body: JSON.stringify(content) }) as const);
const pollEnd = fc
  .record({ ref, limits })
  .map(({ ref, limits }) => ({ kind: 'poll-end', ref, ...limits, body: JSON.stringify({ ref }) }) as const);
const pin = fc
  .record({ ref, on: fc.boolean() })
  .map(
    (content) => ({ kind: 'pin', ref: content.ref, noted: 'pin', body: JSON.stringify(content) }) as const,
  );
const notice = text.map(
  (text) => ({ kind: 'notice', noted: 'notice', body: JSON.stringify({ text }) }) as const,
);

const draft: fc.Arbitrary<DraftRecord> = fc
  .tuple(
    who,
    fc.oneof(message, message, answer, poll, edit, restoral, removal, reaction, vote, pollEnd, pin, notice),
  )
  .map(([by, what]) => {
    const role = by.participant === 'mo' ? 'moderator' : 'guest';
    return {
      ...by,
      author: `{"id":"${by.participant}","name":"${by.participant}","role":"${role}"}`,
      ...what,
    };
  });

const batch = fc.array(draft, { minLength: 1, maxLength: 12 });

/** The same drafts may come again, as after an answer that was lost. */
export const anySteps: fc.Arbitrary<readonly Step[]> = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: batch.map((drafts) => ({ do: 'append', drafts }) as const) },
      { weight: 1, arbitrary: fc.nat(50).map((before) => ({ do: 'expire', before }) as const) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(...people).map((participant) => ({ do: 'erase', participant }) as const),
      },
    ),
    { minLength: 1, maxLength: 8 },
  )
  .chain((steps) => fc.nat(steps.length).map((again) => [...steps, ...steps.slice(again)]));
