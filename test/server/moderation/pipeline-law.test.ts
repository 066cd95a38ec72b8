// What holds for every conversation: nothing is told or kept that the pipeline did not publish, and what it
// refused is nowhere. The pipeline is the real one, and is listened to.
import { describe, expect, it, vi } from 'vitest';
import fc from 'fast-check';
import type { Act, Moderate } from '../../../protocol/client-messages.ts';
import type { Role, ServerMessage } from '../../../protocol/server-messages.ts';
import type { RuleSettings } from '../../../server/moderation/rules/rules.ts';
import type * as VerdictModule from '../../../server/moderation/verdict.ts';
import { House, type Guest } from '../../support/house.ts';

type Verdict = ReturnType<typeof VerdictModule.judge>;

interface Case {
  readonly act: Act;
  readonly by: string;
  readonly verdict: Verdict;
}

const heard = vi.hoisted(() => ({ cases: [] as Case[] }));

vi.mock('../../../server/moderation/verdict.ts', async (importOriginal) => {
  const real = await importOriginal<typeof VerdictModule>();
  const judge: typeof real.judge = (act, author, court) => {
    const verdict = real.judge(act, author, court);
    heard.cases.push({ act, by: author.participant.id, verdict });
    return verdict;
  };
  return { ...real, judge };
});

const rules: RuleSettings = {
  characters: 200,
  lines: 3,
  emoji: 3,
  capitals: { percent: 70, letters: 12 },
  words: { block: ['spam', '*casino*'], mask: ['darn'], hold: ['lawyer'] },
  repeats: { times: 2, withinSeconds: 30 },
};

const cast: Readonly<Record<string, Role>> = {
  Ann: 'guest',
  Bo: 'guest',
  Cy: 'member',
  Di: 'moderator',
  Root: 'owner',
};
const names = Object.keys(cast);

const flavours = [
  ...[
    'hello',
    'sp4m',
    'a casino here',
    'darn it',
    'my lawyer',
    'a darn lawyer',
    'https://evil.example',
    '@all',
    '🎈🎈🎈🎈',
  ],
  ...['SHOUTING LOUDLY HERE', 'x'.repeat(300), 'a\nb\nc\nd', '<script>alert(1)</script>', 'half \ud83d'],
];

type Step =
  | {
      readonly do: 'say';
      readonly who: string;
      readonly kind: 'post' | 'reply' | 'edit' | 'poll' | 'notice';
      readonly flavour: string;
    }
  | {
      readonly do: 'touch';
      readonly who: string;
      readonly kind: 'react' | 'vote' | 'end-poll' | 'remove' | 'pin';
      readonly ref: number;
    }
  | { readonly do: 'keep'; readonly by: string; readonly act: string; readonly whom: string };

const person = fc.constantFrom(...names);
const ref = fc.integer({ min: 1, max: 6 });
const saying = fc.record({
  do: fc.constant('say' as const),
  who: person,
  kind: fc.constantFrom('post', 'post', 'post', 'reply', 'edit', 'poll', 'notice'),
  flavour: fc.constantFrom(...flavours),
});
const touch = fc.record({
  do: fc.constant('touch' as const),
  who: person,
  kind: fc.constantFrom('react', 'vote', 'end-poll', 'remove', 'pin'),
  ref,
});
const keeping = fc.record({
  do: fc.constant('keep' as const),
  by: fc.constantFrom('Di', 'Root', 'Ann'),
  act: fc.constantFrom(
    'mute',
    'shadow',
    'unmute',
    'ban',
    'hold all',
    'read only',
    'open',
    'approve',
    'decline',
    'remove-all',
  ),
  whom: person,
});
const steps = fc.array(fc.oneof({ weight: 5, arbitrary: saying }, touch, keeping), {
  minLength: 5,
  maxLength: 40,
});

const entryTypes: readonly ServerMessage['type'][] = [
  'message',
  'edit',
  'removal',
  'reaction',
  'vote',
  'poll-end',
  'pin',
  'notice',
];
const typeOf: Readonly<Record<Act['type'], string>> = {
  post: 'message',
  edit: 'edit',
  remove: 'removal',
  react: 'reaction',
  poll: 'message',
  vote: 'vote',
  'end-poll': 'poll-end',
  pin: 'pin',
  notice: 'notice',
};

/** A text that is like no other, whatever is masked in it. */
const mark = (number: number) => `qz${number}zq`;

/** All that an act or an entry says; undefined where it has no words. */
function wordsOf(said: object): string | undefined {
  const { text, options = [] } = said as { readonly text?: string; readonly options?: readonly string[] };
  return text === undefined ? undefined : [text, ...options].join('\n');
}

async function play(story: readonly Step[]): Promise<{ house: House; everyone: Guest[] }> {
  heard.cases.length = 0;
  const house = new House({ settings: { rules, permissions: { link: 'member', poll: 'guest' } } });
  const people = new Map<string, Guest>();
  for (const name of names)
    people.set(name, await house.person(cast[name]!, name, {}, `192.0.2.${names.indexOf(name)}`));
  const idOf = (name: string) => people.get(name)!.transport.all('welcome')[0]!.you.id;
  for (const [number, step] of story.entries()) {
    const draftId = `d${number}`;
    if (step.do === 'keep') {
      const act = deed(step.act, idOf(step.whom), house);
      if (act) people.get(step.by)!.say({ type: 'moderate', draftId, act });
    } else if (step.do === 'touch') {
      const { kind, ref: target } = step;
      const more = { react: { emoji: '🎈', on: true }, vote: { option: 1 }, pin: { on: true } } as const;
      people
        .get(step.who)!
        .say({ type: kind, draftId, ref: target, ...(kind in more && more[kind as 'pin']) });
    } else {
      const { kind, flavour } = step;
      const text = `${mark(number)} ${flavour}`;
      const type = kind === 'reply' ? 'post' : kind;
      const more = kind === 'edit' ? { ref: 1 } : kind === 'reply' ? { replyTo: 1 } : {};
      // What is said is an answer of the poll: it is judged as much as what is asked.
      const said = kind === 'poll' ? { text: `${mark(number)} asks`, options: [text, 'No'] } : { text };
      people.get(step.who)!.say({ type, draftId, ...said, ...more });
    }
    // Some of it is under way while the next comes.
    if (number % 3 === 0) await house.settle();
  }
  await house.settle();
  house.clock.advance(5_000);
  await house.settle();
  return { house, everyone: [...people.values()] };
}

function deed(what: string, who: string, house: House): Moderate['act'] | undefined {
  const [first] = house.standing.rooms.get('lobby')?.held.values() ?? [];
  switch (what) {
    case 'mute':
      return { do: 'mute', who, forMs: 60_000 };
    case 'shadow':
      return { do: 'mute', who, forMs: 60_000, shadow: true };
    case 'unmute':
    case 'ban':
      return { do: what, who };
    case 'remove-all':
      return { do: what, who, since: 0 };
    case 'approve':
    case 'decline':
      return first && { do: what, who: first.participant, held: first.draftId };
    default:
      return {
        do: 'mode',
        mode: what === 'hold all' ? { holdAll: true } : what === 'open' ? {} : { readOnly: true },
      };
  }
}

const keyOf = (by: string, draftId: string, type: string) => `${by} ${draftId} ${type}`;

describe('the law of the pipeline', () => {
  it('tells and keeps nothing that it did not publish, or that nobody let in', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        const { house, everyone } = await play(story);
        const published = new Map<string, string | undefined>();
        const approved = new Set(
          house.standing.lines.filter(({ act }) => act === 'approve').map(({ whom }) => whom),
        );
        for (const { by, verdict } of heard.cases) {
          if (verdict.verdict !== 'publish' && !(verdict.verdict === 'hold' && approved.has(by))) continue;
          const { act } = verdict;
          published.set(keyOf(by, act.draftId, typeOf[act.type]), wordsOf(act));
        }
        const check = (by: string, draftId: string, type: string, text: string | undefined) => {
          // What a moderator sweeps away is their own doing, and was judged as that.
          if (type === 'removal' && draftId.startsWith('sweep-')) return;
          const key = keyOf(by, draftId, type);
          expect(published.has(key), key).toBe(true);
          // What was taken back later has no text any more.
          if (text !== undefined && text !== '') expect(text).toBe(published.get(key));
        };
        for (const { transport } of everyone)
          for (const message of transport.messages)
            if (entryTypes.includes(message.type)) {
              const entry = message as Extract<ServerMessage, { seq: number; from: unknown }>;
              check(entry.from.id, entry.draftId, entry.type, wordsOf(entry));
            }
        // What the log itself turned away, as an answer to nothing, is kept nowhere.
        for (const { participant, draftId, kind, body } of [...house.log.rooms.values()].flat())
          check(participant, draftId, kind, wordsOf(JSON.parse(body) as object));
      }),
      { numRuns: 150 },
    );
  });

  it('keeps what it refused, and what it let nobody see, nowhere, and tells it to nobody', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        const { house, everyone } = await play(story);
        const everywhere = [
          ...everyone.flatMap(({ transport }) => transport.texts),
          JSON.stringify([...house.log.rooms]),
          JSON.stringify(house.log.batches),
          JSON.stringify(house.standing.lines),
          ...[...house.standing.rooms.values()].flatMap(({ held }) => JSON.stringify([...held.values()])),
          ...house.telemetry.told,
        ].join('\n');
        for (const { act, verdict } of heard.cases)
          if ('text' in act && (verdict.verdict === 'refuse' || verdict.verdict === 'bury'))
            expect(everywhere).not.toContain(`${/^qz\d+zq/.exec(act.text)![0]} `);
      }),
      { numRuns: 150 },
    );
  });

  it('plays stories in which everything happens', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        const { house } = await play(story);
        for (const { verdict } of heard.cases)
          seen.add(verdict.verdict === 'refuse' ? verdict.refusal.code : verdict.verdict);
        for (const { act } of house.standing.lines) seen.add(act);
      }),
      { numRuns: 150, seed: 1 },
    );
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...['publish', 'hold', 'bury', 'word-blocked', 'link-not-allowed', 'text-too-long', 'too-many-lines'],
        ...[
          'too-many-emoji',
          'too-many-capitals',
          'mention-not-allowed',
          'muted',
          'read-only',
          'not-allowed',
        ],
        ...['approve', 'decline', 'ban', 'shadow-mute', 'remove-all'],
      ]),
    );
  });
});
