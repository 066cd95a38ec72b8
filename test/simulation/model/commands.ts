// What may happen to a server, as commands for fast-check: each knows when it can be, does it to the
// model and to the real thing, and compares the two.
import { deepEqual, equal } from 'node:assert/strict';
import fc from 'fast-check';
import type { Act } from '../../../protocol/client-messages.ts';
import { madeName } from '../../../server/identity/names.ts';
import { withoutTime, type Model } from './model.ts';
import type { RawVisitor } from './raw-visitor.ts';
import type { Real } from './real.ts';

type Command = fc.AsyncCommand<Model, Real>;

interface Who {
  readonly name: string;
  readonly room: string;
}

/** Everybody there is. */
export const cast: readonly Who[] = [
  { name: 'Ann', room: 'lobby' },
  { name: 'Ben', room: 'lobby' },
  { name: 'Cem', room: 'lobby' },
  { name: 'Ann', room: 'side' },
];

/** An act before it has its draft id; `ref` counts from the room's newest entry back. */
type Wish =
  | { readonly type: 'post'; readonly text: string; readonly replyBack?: number }
  | { readonly type: 'edit'; readonly back: number; readonly text: string }
  | { readonly type: 'remove'; readonly back: number }
  | { readonly type: 'react'; readonly back: number; readonly emoji: string; readonly on: boolean }
  | { readonly type: 'poll'; readonly text: string; readonly options: string[] }
  | { readonly type: 'vote'; readonly back: number; readonly option?: number }
  | { readonly type: 'end-poll'; readonly back: number };

/** One of those for whom it can be, whoever they are by then. */
const any = fc.nat(11);
const text = fc.constantFrom('one', 'two', 'three', '“ünïcode” 🙂', 'x'.repeat(2_000));
const back = fc.integer({ min: -1, max: 5 });

const wish: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('post'), text }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('post'), text, replyBack: back }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('edit'), back, text }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('remove'), back }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('react'),
      back,
      emoji: fc.constantFrom('👍', '🎉'),
      on: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('poll'), text, options: fc.constant<string[]>(['yes', 'no']) }),
  },
  // The third answer is none of a poll's.
  {
    weight: 2,
    arbitrary: fc.record(
      { type: fc.constant('vote'), back, option: fc.nat(2) },
      { requiredKeys: ['type', 'back'] },
    ),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('end-poll'), back }) },
);

const deeds = fc.array(wish, { minLength: 1, maxLength: 3 });
const likely = (weight: number, arbitrary: fc.Arbitrary<Command>) => ({ weight, arbitrary });

export const command: fc.Arbitrary<Command> = fc.oneof(
  likely(4, any.map(join)),
  likely(2, any.map(cut)),
  likely(10, fc.tuple(any, deeds).map(act)),
  likely(4, fc.tuple(any, any, wish, wish).map(race)),
  likely(3, fc.tuple(any, fc.nat(8), fc.boolean()).map(again)),
  likely(1, fc.tuple(any, fc.constantFrom('Ann', 'Zoe')).map(rename)),
  likely(
    2,
    fc
      .tuple(any, fc.constantFrom('before', 'after'), fc.nat(30), fc.integer({ min: 1, max: 10 }))
      .map(history),
  ),
  likely(2, any.map(slowDown)),
  likely(2, any.map(readOn)),
  likely(1, any.map(ping)),
  likely(1, fc.boolean().map(disk)),
  likely(1, fc.tuple(any, wish).map(loseAnswer)),
  likely(2, fc.constant(0).map(wait)),
  likely(1, fc.constant(0).map(restart)),
  likely(1, fc.tuple(any, deeds, fc.nat(8)).map(crash)),
);

const keyOf = ({ name, room }: Who) => `${name} in ${room}`;

type Among = (model: Readonly<Model>) => readonly Who[];

const inside: Among = (model) => cast.filter((who) => model.inside.has(keyOf(who)));
const outside: Among = (model) => cast.filter((who) => !model.inside.has(keyOf(who)));
const slow: Among = (model) => cast.filter((who) => model.slow.has(keyOf(who)));
const reading: Among = (model) => inside(model).filter((who) => !model.slow.has(keyOf(who)));

/** A command that happens to one visitor, if there is one for it. */
function happening(
  what: string,
  among: Among,
  pick: number,
  run: (visitor: Who, model: Model, real: Real) => Promise<void>,
): Command {
  let title = what;
  return {
    check: (model) => among(model).length > 0,
    async run(model, real) {
      const all = among(model);
      const visitor = all[pick % all.length]!;
      title = `${keyOf(visitor)} ${what}`;
      await run(visitor, model, real);
      real.check(model);
    },
    toString: () => title,
  };
}

function join(pick: number): Command {
  return happening('comes', outside, pick, async (visitor, model, real) => {
    const raw = real.visitor(visitor.name, visitor.room);
    const isNew = raw.epoch === undefined;
    raw.join(real.server);
    await real.settle();
    model.inside.set(keyOf(visitor), visitor.room);
    const { name } = visitor;
    model.names.set(keyOf(visitor), isFree(name, visitor, model) ? name : madeName(raw.you!.id));
    equal(raw.why, isNew ? 'fresh' : undefined, 'what was missed comes whole');
  });
}

function cut(pick: number): Command {
  return happening('is cut', inside, pick, async (visitor, model, real) => {
    leaves(visitor, model, real).cut();
    await real.settle();
  });
}

function act([pick, wishes]: [number, readonly Wish[]]): Command {
  return happening(`does ${JSON.stringify(wishes)}`, inside, pick, async (visitor, model, real) => {
    for (const one of wishes) does(visitor, one, model, real);
    await real.settle();
  });
}

/** Two write in the same turn: the server takes them as they came. */
function race([pick, another, first, second]: [number, number, Wish, Wish]): Command {
  const what = `does the first, another the second of ${JSON.stringify([first, second])}`;
  return happening(what, inside, pick, async (visitor, model, real) => {
    const all = inside(model);
    does(visitor, first, model, real);
    does(all[another % all.length]!, second, model, real);
    await real.settle();
  });
}

/** A draft is sent once more, as it was or as another. */
function again([pick, which, changes]: [number, number, boolean]): Command {
  const authors: Among = (model) => inside(model).filter((who) => own(model, who).length > 0);
  const what = `repeats ${which}${changes ? ', changed' : ''}`;
  return happening(what, authors, pick, async (visitor, model, real) => {
    const entries = own(model, visitor);
    const { act: former } = entries[which % entries.length]!;
    const repeated = changes && 'text' in former ? { ...former, text: `!${former.text.slice(1)}` } : former;
    model.act(visitor.room, keyOf(visitor), repeated);
    real.say(real.visitor(visitor.name, visitor.room), repeated);
    await real.settle();
  });
}

function own(model: Readonly<Model>, visitor: Who) {
  return (model.rooms.get(visitor.room) ?? []).filter(({ author }) => author === keyOf(visitor));
}

function rename([pick, name]: [number, string]): Command {
  return happening(`is called ${name}`, inside, pick, async (visitor, model, real) => {
    if (isFree(name, visitor, model)) model.names.set(keyOf(visitor), name);
    real.visitor(visitor.name, visitor.room).say({ type: 'rename', name });
    await real.settle();
  });
}

/** Whether nobody else in the visitor's room is called so. */
function isFree(name: string, visitor: Who, model: Readonly<Model>): boolean {
  return ![...model.inside].some(
    ([key, room]) => room === visitor.room && key !== keyOf(visitor) && model.names.get(key) === name,
  );
}

function history([pick, way, seq, limit]: [number, 'before' | 'after', number, number]): Command {
  return happening(`reads ${limit} ${way} ${seq}`, reading, pick, async (visitor, model, real) => {
    const raw = real.visitor(visitor.name, visitor.room);
    raw.say({ type: 'history', [way]: seq, limit });
    await real.settle();
    const page = raw.pages.pop()!;
    const wire = real.wire(model, visitor.room);
    const all = wire.filter((entry) =>
      way === 'before' ? Number(entry.seq) < seq : Number(entry.seq) > seq,
    );
    const expected = way === 'before' ? all.slice(-limit) : all.slice(0, limit);
    deepEqual(page.entries.map(withoutTime), expected);
    equal(page.more, all.length > limit);
    equal(page[way], seq);
  });
}

function slowDown(pick: number): Command {
  return happening('stops reading', reading, pick, async (visitor, model, real) => {
    real.visitor(visitor.name, visitor.room).congested = true;
    model.slow.add(keyOf(visitor));
    await real.settle();
  });
}

function readOn(pick: number): Command {
  return happening('reads on', slow, pick, async (visitor, model, real) => {
    real.visitor(visitor.name, visitor.room).readOn();
    model.slow.delete(keyOf(visitor));
    await real.settle();
  });
}

function ping(pick: number): Command {
  return happening('pings', reading, pick, async (visitor, _model, real) => {
    const raw = real.visitor(visitor.name, visitor.room);
    const { pongs } = raw;
    raw.say({ type: 'ping' });
    await real.settle();
    equal(raw.pongs, pongs + 1);
  });
}

function disk(isFull: boolean): Command {
  return happening(
    isFull ? 'sees the disk fill up' : 'sees room on the disk',
    () => cast,
    0,
    async (_, model, real) => {
      model.isFull = isFull;
      real.mood.full = isFull;
      await real.settle();
    },
  );
}

/** Written, and nobody is told: five seconds later everybody is. */
function loseAnswer([pick, deed]: [number, Wish]): Command {
  const withRoom: Among = (model) => (model.isFull ? [] : inside(model));
  return happening(
    `is not answered: ${JSON.stringify(deed)}`,
    withRoom,
    pick,
    async (visitor, model, real) => {
      real.mood.losesAnswers = 1;
      const { draftId } = does(visitor, deed, model, real);
      model.expected.set(`${keyOf(visitor)} ${draftId}`, ['refused unavailable']);
      await real.settle();
      real.mood.losesAnswers = 0;
      await real.settle(6_000);
    },
  );
}

function wait(): Command {
  return happening(
    'waits a second',
    () => cast,
    0,
    async (_, model, real) => {
      await real.settle(1_500);
      real.checkPresence(model);
    },
  );
}

function restart(): Command {
  return happening(
    'sees the server restart',
    () => cast,
    0,
    async (_, model, real) => {
      everybodyLeaves(model, real);
      real.restart();
      await real.settle();
    },
  );
}

/** The server dies while it commits: each batch is in the log whole, or not at all. */
function crash([pick, wishes, afterMs]: [number, readonly Wish[], number]): Command {
  const what = `does ${JSON.stringify(wishes)}, and after ${afterMs} ms the server dies`;
  return happening(what, inside, pick, async (visitor, model, real) => {
    const { room } = visitor;
    const before = model.entries(room).map((entry) => ({ ...entry }));
    for (const one of wishes) does(visitor, one, model, real);
    await real.settle(afterMs);
    const acknowledged = [...real.visitor(visitor.name, room).answers.values()].flat();
    everybodyLeaves(model, real);
    real.restart();
    const { length } = real.disk.entries(room);
    if (length !== model.entries(room).length) {
      equal(length, before.length, 'a batch is in the log in part');
      model.rooms.set(room, before);
    }
    for (const answer of acknowledged)
      if (answer.startsWith('accepted ') && Number(answer.slice(9)) > length)
        throw new Error(`${answer}, and the log ends at ${length}`);
    await real.settle();
  });
}

function does(visitor: Who, { type, ...rest }: Wish, model: Model, real: Real): Act {
  const draftId = `draft-${++model.drafts}`;
  const { length } = model.entries(visitor.room);
  const seqOf = (back: number) => Math.max(1, length - back);
  const wanted = rest as Partial<Record<'back' | 'replyBack', number>>;
  const { back: from, replyBack, ...content } = wanted;
  const done = {
    type,
    draftId,
    ...(from !== undefined && { ref: seqOf(from) }),
    ...content,
    ...(replyBack !== undefined && { replyTo: seqOf(replyBack) }),
  } as Act;
  model.act(visitor.room, keyOf(visitor), done);
  real.say(real.visitor(visitor.name, visitor.room), done);
  return done;
}

/** What it has not been answered by now, it never will be. */
function leaves(visitor: Who, model: Model, real: Real): RawVisitor {
  const key = keyOf(visitor);
  const raw = real.visitor(visitor.name, visitor.room);
  model.inside.delete(key);
  model.slow.delete(key);
  for (const draft of model.expected.keys()) if (draft.startsWith(`${key} `)) model.expected.delete(draft);
  raw.answers.clear();
  return raw;
}

function everybodyLeaves(model: Model, real: Real): void {
  for (const { name, room } of real.visitors.values()) leaves({ name, room }, model, real);
}

/** So that something can happen from the first command on. */
export async function everybodyEnters(model: Model, real: Real): Promise<void> {
  for (const _who of cast) await join(0).run(model, real);
}
