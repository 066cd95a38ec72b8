// What clients must do, tried on one that was written from the specification alone: the stranger.
import { describe, expect, inject, it } from 'vitest';
import type { Entry } from '../../protocol/server-messages.ts';
import type { ChatClient } from '../../widget/client.ts';
import { olderThan } from '../../widget/timeline/timeline.ts';
import { createNodeClient, reaches } from '../support/node-client.ts';
import { faultyLink } from './faulty-link.ts';
import { fold, type Line, type MessageLine } from './fold.ts';
import { isPointed, ownServer } from './own-server.ts';
import { enter, isEntry, newRoom, taken, type Peer } from './peer.ts';
import { foreignSite, site } from './site.ts';
import { hasPython, Stranger } from './stranger-process.ts';

if (!hasPython)
  console.log('The stranger needs python3 (Debian: apt-get install -y python3). Its tests are skipped.');

const isSlow = Boolean(process.env.CONFORMANCE_SLOW);

/** The stranger in a room, welcomed. */
async function strangerIn(room: string, url = inject('url')): Promise<Stranger> {
  const stranger = new Stranger(`${url}/rooms/${room}`, site);
  await stranger.tells('live');
  return stranger;
}

/** All entries of the room. */
async function wholeLog(peer: Peer): Promise<Entry[]> {
  const log: Entry[] = [];
  for (let more = true; more;) {
    const page = await peer.page({ after: log.length });
    log.push(...page.entries);
    more = page.more;
  }
  return log;
}

async function react(peer: Peer, ref: number, emoji: string, on = true): Promise<number> {
  return taken(await peer.act({ type: 'react', ref, emoji, on }));
}

const [balloon, thumb] = ['🎈', '👍🏽'] as const;

describe.runIf(hasPython)('what the stranger shows', () => {
  it('FOLD-1 is messages in their order, and no line for what changes them', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using stranger = await strangerIn(room);
    const ref = await ann.post('one');
    await react(ann, ref, balloon);
    const last = await ann.post('two');
    const view = await stranger.shows((shown) => shown.last === last);
    expect(view.lines).toMatchObject([
      { type: 'message', seq: 1, text: 'one', from: ann.welcome.you.id },
      { type: 'message', seq: 3, text: 'two' },
    ]);
  });

  it('FOLD-2 is the newest edit', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using stranger = await strangerIn(room);
    const ref = await ann.post('one');
    await ann.post('other');
    for (const text of ['two', 'three']) taken(await ann.act({ type: 'edit', ref, text }));
    const { lines } = await stranger.shows((shown) => shown.last === 4);
    expect(lines).toMatchObject([
      { text: 'three', edited: true },
      { text: 'other', edited: false },
    ]);
  });

  it('FOLD-3 is nothing of a removed message, whether it was seen before or not', async () => {
    const room = newRoom();
    using ann = await enter(room);
    const question = await ann.post('question');
    using early = await strangerIn(room);
    const ref = await ann.post('my secret', { replyTo: question });
    taken(await ann.act({ type: 'edit', ref, text: 'my other secret' }));
    await react(ann, ref, balloon);
    await early.shows((shown) => shown.last === 4);
    taken(await ann.act({ type: 'remove', ref }));
    using late = await strangerIn(room);
    for (const stranger of [early, late]) {
      const { lines } = await stranger.shows((shown) => shown.last === 5);
      expect(lines[1]).toEqual({
        type: 'message',
        seq: ref,
        from: ann.welcome.you.id,
        text: '',
        replyTo: null,
        edited: false,
        pinned: false,
        removed: true,
        reactions: [],
      });
    }
  });

  it('FOLD-4 is the emoji that are on, in the order in which they came on', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using bo = await enter(room);
    using stranger = await strangerIn(room);
    const ref = await ann.post('here');
    const [a, b] = [ann.welcome.you.id, bo.welcome.you.id];
    const reactions = async () => {
      const last = await ann.post('more');
      const { lines } = await stranger.shows((shown) => shown.last === last);
      return (lines[0] as MessageLine).reactions;
    };
    await react(ann, ref, balloon);
    await react(bo, ref, thumb);
    await react(bo, ref, balloon);
    await react(bo, ref, balloon);
    await react(ann, ref, '🎆', false);
    expect(await reactions()).toEqual([
      [balloon, [a, b]],
      [thumb, [b]],
    ]);
    await react(ann, ref, balloon, false);
    expect(await reactions()).toEqual([
      [balloon, [b]],
      [thumb, [b]],
    ]);
    await react(bo, ref, balloon, false);
    await react(ann, ref, balloon);
    expect(await reactions()).toEqual([
      [thumb, [b]],
      [balloon, [a]],
    ]);
  });

  it('FOLD-6 is what came before its message was loaded', async () => {
    const room = newRoom();
    using ann = await enter(room);
    const ref = await ann.post('one');
    for (let count = 0; count < 120; count++) await ann.post(`${count}`);
    taken(await ann.act({ type: 'edit', ref, text: 'two' }));
    await react(ann, ref, balloon);
    using stranger = await strangerIn(room);
    let view = await stranger.view();
    expect(view).toMatchObject({ more: true, last: 123 });
    while (view.more) {
      const { first } = view;
      stranger.do('older');
      view = await stranger.shows((shown) => shown.first < first);
    }
    expect(view.lines[0]).toMatchObject({ text: 'two', reactions: [[balloon, [ann.welcome.you.id]]] });
    expect(view.lines).toEqual(fold(await wholeLog(ann)));
  });

  it('FOLD-7 is what a message answers', async () => {
    const room = newRoom();
    using ann = await enter(room);
    using stranger = await strangerIn(room);
    const question = await ann.post('question');
    const answer = await ann.post('answer', { replyTo: question });
    const { lines } = await stranger.shows((shown) => shown.last === answer);
    expect(lines).toMatchObject([{ replyTo: null }, { replyTo: question }]);
  });
});

describe.runIf(hasPython)('what the stranger does', () => {
  it('is called, counted and answered like everyone', async () => {
    const room = newRoom();
    using ann = await enter(room, { name: 'Ann' });
    using stranger = await strangerIn(room);
    stranger.do('name', { name: 'Stranger' });
    stranger.act({ type: 'post', text: 'hello “Ann” 👩‍🚀\n' }, { type: 'post', text: 'x'.repeat(1_900) });
    expect(await ann.entry(1)).toMatchObject({ text: 'hello “Ann” 👩‍🚀\n', from: { name: 'Stranger' } });
    await ann.entry(2);
    stranger.do('typing', { on: true });
    await ann.hears('typing', ({ who }) => who[0]?.name === 'Stranger');
    stranger.act({ type: 'post', text: ' ' });
    expect(await stranger.tells('given-back')).toMatchObject({ code: 'text-empty', draft: { text: ' ' } });
    const names = (here: Record<string, string> | null) => Object.values(here ?? {}).sort();
    const { you, here } = await stranger.shows((shown) => names(shown.here).includes('Stranger'));
    expect(names(here)).toEqual(['Ann', 'Stranger']);
    expect(here).toHaveProperty(you.id);
  });

  it('ENTRY-3 drops what it holds already', async () => {
    const room = newRoom();
    await using link = await faultyLink();
    using ann = await enter(room);
    using stranger = await strangerIn(room, link.url);
    link.fault = (message) => (isEntry(message) ? [message, message] : [message]);
    for (let count = 1; count <= 5; count++) await ann.post(`${count}`);
    const { lines } = await stranger.shows((shown) => shown.last === 5);
    expect(lines).toEqual(fold(ann.entries));
  });

  it('GAP-1 fills a gap by history, and takes what it held in order', async () => {
    const room = newRoom();
    await using link = await faultyLink();
    using ann = await enter(room);
    using stranger = await strangerIn(room, link.url);
    link.fault = (message) => (isEntry(message) && message.seq % 4 === 2 ? [] : [message]);
    for (let count = 1; count <= 41; count++) await ann.post(`${count}`);
    const { lines } = await stranger.shows((shown) => shown.last === 41);
    expect(lines).toEqual(fold(await wholeLog(ann)));
    expect(link.said.filter(({ type }) => type === 'history')).not.toEqual([]);
    expect(link.connections).toBe(1);
  });

  it('GAP-1 notices by head what it lost without a trace', async () => {
    const room = newRoom();
    await using link = await faultyLink();
    using ann = await enter(room);
    using stranger = await strangerIn(room, link.url);
    link.fault = (message) => (isEntry(message) ? [] : [message]);
    await ann.post('lost');
    await ann.pong();
    link.inject({ type: 'head', seq: 1 });
    const { lines } = await stranger.shows((shown) => shown.last === 1);
    expect(lines).toEqual(fold(ann.entries));
  });

  it('GAP-2 comes back with since when history does not help either', async () => {
    const room = newRoom();
    await using link = await faultyLink();
    using ann = await enter(room);
    await ann.post('held');
    using stranger = await strangerIn(room, link.url);
    await stranger.shows((shown) => shown.last === 1);
    let questions = 0;
    link.fault = (message) => {
      if (message.type === 'page') return [{ ...message, entries: [], more: questions++ === 0 }];
      return isEntry(message) && message.seq === 2 && link.connections === 1 ? [] : [message];
    };
    for (let seq = 2; seq <= 4; seq++) await ann.post(`${seq}`);
    const { lines } = await stranger.shows((shown) => shown.last === 4);
    expect(lines).toEqual(fold(ann.entries));
    expect(questions).toBe(2);
    expect(link.said.filter(({ type }) => type === 'hello').at(-1)).toMatchObject({ since: { seq: 1 } });
  });

  it('GAP-2 holds no more than 500 entries', { timeout: 60_000 }, async () => {
    const room = newRoom();
    await using link = await faultyLink();
    using ann = await enter(room);
    using stranger = await strangerIn(room, link.url);
    // The question stays without an answer.
    link.fault = (message) =>
      message.type === 'page' || (isEntry(message) && message.seq === 1 && link.connections === 1)
        ? []
        : [message];
    for (let count = 1; count <= 510; count++) await ann.post(`${count}`);
    await stranger.shows((shown) => shown.last === 510);
    // It did not wait for the question to fail.
    const said = link.said.map(({ type }) => type).filter((type) => type === 'hello' || type === 'history');
    expect(said).toEqual(['hello', 'history', 'hello']);
  });

  it('RESUME-1 says what it holds when it comes back', async () => {
    const room = newRoom();
    await using link = await faultyLink();
    using ann = await enter(room);
    using stranger = await strangerIn(room, link.url);
    for (let count = 1; count <= 10; count++) await ann.post(`${count}`);
    await stranger.shows((shown) => shown.last === 10);
    stranger.do('cut');
    await ann.post('missed');
    await stranger.shows((shown) => shown.last === 11);
    const [first, second] = link.said.filter(({ type }) => type === 'hello');
    expect(first).not.toHaveProperty('since');
    const tail = ann.entries.slice(2, 10).map(({ draftId }) => draftId);
    expect(second!.since).toEqual({ epoch: ann.welcome.epoch, seq: 10, tail });
    expect(second).toHaveProperty('token');
    expect((await stranger.tells('live', 1, ({ resumed }) => resumed === true)).why).toBeNull();
  });

  it('RESUME-3 replaces what it holds when it starts anew', async () => {
    const room = newRoom();
    await using link = await faultyLink();
    using ann = await enter(room);
    using stranger = await strangerIn(room, link.url);
    for (let count = 1; count <= 5; count++) await ann.post(`${count}`);
    await stranger.shows((shown) => shown.last === 5);
    link.fault = (message) =>
      message.type === 'welcome'
        ? [{ ...message, resumed: false, why: 'not known yet', more: true, entries: [] }]
        : [message];
    stranger.do('cut');
    await stranger.tells('live', stranger.events.length);
    expect(await stranger.view()).toMatchObject({ lines: [], last: 5, first: 6, more: true });
  });

  it('POST-5 sends a draft again under its id until it knows', async () => {
    const room = newRoom();
    await using link = await faultyLink();
    using ann = await enter(room);
    using stranger = await strangerIn(room, link.url);
    link.fault = (message) =>
      message.type === 'accepted' || isEntry(message) ? (link.end(), []) : [message];
    stranger.act({ type: 'post', text: 'once' });
    await ann.entry(1);
    await link.sees(() => (link.connections === 2 ? true : undefined));
    link.fault = (message) =>
      message.type === 'welcome' ? [{ ...message, entries: [] }] : isEntry(message) ? [] : [message];
    await stranger.shows(({ drafts }) => drafts === 0);
    expect(await wholeLog(ann)).toHaveLength(1);
    const posts = link.said.filter(({ type }) => type === 'post');
    expect(new Set(posts.map((post) => JSON.stringify(post))).size).toBe(1);
  });

  it('POST-7 sends an act only after the one before it was answered', async () => {
    const room = newRoom();
    await using link = await faultyLink();
    using stranger = await strangerIn(room, link.url);
    /** Those that were answered when each act was said. */
    const answered: number[] = [];
    const acts = () => link.said.filter(({ type }) => type === 'post').length;
    const answers = () => {
      const ids = link.told.flatMap((message) =>
        message.type === 'accepted' || isEntry(message) ? [message.draftId] : [],
      );
      return new Set(ids).size;
    };
    stranger.act(...Array.from({ length: 30 }, (_, index) => ({ type: 'post', text: `${index}` })));
    await link.sees(() => {
      while (answered.length < acts()) answered.push(answers());
      return answers() === 30 ? true : undefined;
    });
    expect(answered).toEqual(Array.from({ length: 30 }, (_, index) => index));
    const { lines } = await stranger.shows(({ last }) => last === 30);
    expect(lines.map(({ text }) => text)).toEqual(Array.from({ length: 30 }, (_, index) => `${index}`));
  });

  it('POST-8 gives back what was somebody else’s', async () => {
    const room = newRoom();
    await using link = await faultyLink();
    using ann = await enter(room);
    using stranger = await strangerIn(room, link.url);
    link.fault = (message) => {
      if (message.type === 'welcome') return [{ ...message, you: { ...message.you, id: 'another' } }];
      return message.type === 'accepted' || isEntry(message) ? [] : [message];
    };
    stranger.act({ type: 'post', text: 'whose?' });
    await ann.entry(1);
    stranger.do('cut');
    expect(await stranger.tells('given-back')).toMatchObject({ draft: { text: 'whose?' } });
    expect(await wholeLog(ann)).toHaveLength(1);
  });

  it('LIFE-2 answers a ping', async () => {
    await using link = await faultyLink();
    using _stranger = await strangerIn(newRoom(), link.url);
    link.inject({ type: 'ping' });
    await link.sees(() => link.said.find(({ type }) => type === 'pong'));
  });

  it.runIf(isSlow)('LIFE-4 takes a connection for dead that says nothing', { timeout: 90_000 }, async () => {
    const room = newRoom();
    await using link = await faultyLink();
    using ann = await enter(room);
    using stranger = await strangerIn(room, link.url);
    link.fault = (message) => (link.connections === 1 ? [] : [message]);
    await ann.post('unheard');
    await link.sees(() => (link.connections === 2 ? true : undefined));
    await stranger.shows((shown) => shown.last === 1);
  });

  it.each([4000, 4099, 1008, 1009])('BACK-1 stops after %i, with the reason', async (code) => {
    await using link = await faultyLink();
    using stranger = await strangerIn(newRoom(), link.url);
    link.end(code, 'So it is.');
    expect(await stranger.tells('stopped')).toMatchObject({ code, sentence: 'So it is.' });
    expect(link.connections).toBe(1);
  });

  it.each([undefined, 1000, 1011, 4100, 4199, 4300])('BACK-2 comes back after %s', async (code) => {
    const room = newRoom();
    await using link = await faultyLink();
    using ann = await enter(room);
    using stranger = await strangerIn(room, link.url);
    link.end(code);
    await ann.post('missed');
    await stranger.shows((shown) => shown.last === 1);
    expect(link.connections).toBe(2);
  });

  it.each([4200, 4201, 4202, 4299])(
    'BACK-3 comes back after %i, within the spread of goodbye',
    async (code) => {
      await using link = await faultyLink();
      using stranger = await strangerIn(newRoom(), link.url);
      link.inject({ type: 'goodbye', spreadMs: 50 });
      link.end(code);
      await stranger.tells('live', stranger.events.length);
      expect(link.connections).toBe(2);
    },
  );

  it('BACK-5 asks why the door stays shut, and stops with the sentence', async () => {
    using stranger = new Stranger(`${inject('url')}/rooms/${newRoom()}`, foreignSite);
    const { sentence } = await stranger.tells('stopped', 0, ({ code }) => code === 'origin-not-allowed');
    expect(sentence).toContain(foreignSite);
  });

  it('GROW-1 lives with fields, types, codes and reasons that it does not know', async () => {
    const room = newRoom();
    await using link = await faultyLink();
    using ann = await enter(room);
    using stranger = await strangerIn(room, link.url);
    link.inject({ type: 'weather', sunny: true });
    link.fault = (message) =>
      message.type === 'refused'
        ? [{ ...message, code: 'too-rainy', kind: 'final' }]
        : [{ ...message, mood: ['good', { very: true }] }];
    stranger.act({ type: 'post', text: ' ' }, { type: 'post', text: 'hello' });
    expect(await stranger.tells('given-back')).toMatchObject({ code: 'too-rainy' });
    await ann.entry(1);
    const { lines } = await stranger.shows((shown) => shown.last === 1 && shown.drafts === 0);
    expect(lines).toEqual(fold(ann.entries));
  });

  it('GROW-3 counts entries of a kind that it does not know, and shows nothing of them', async () => {
    const room = newRoom();
    await using link = await faultyLink();
    using ann = await enter(room);
    using stranger = await strangerIn(room, link.url);
    link.fault = (message) => (message.type === 'reaction' ? [{ ...message, type: 'sticker' }] : [message]);
    const ref = await ann.post('one');
    await react(ann, ref, balloon);
    const last = await ann.post('two');
    const { lines } = await stranger.shows((shown) => shown.last === last);
    expect(lines).toMatchObject([{ text: 'one', reactions: [] }, { text: 'two' }]);
    expect(link.said.filter(({ type }) => type === 'history')).toEqual([]);
  });
});

describe.runIf(hasPython && !isPointed)('a stranger and the widget’s own client', () => {
  it('show the same, and the log, through a kill of the server and cuts', { timeout: 120_000 }, async () => {
    await using server = await ownServer(
      '--allow-missing-origin',
      '--post-burst=1000',
      '--posts-per-second=1000',
    );
    const [rounds, each] = [4, 40];
    using stranger = await strangerIn('lobby', server.url);
    const own = createNodeClient(Number(new URL(server.url).port), 'Widget');
    own.start();
    await reaches(own, () => own.state.link.kind === 'live');
    const refusedOwn: string[] = [];
    try {
      for (let round = 1; round <= rounds; round++) {
        const view = await stranger.view();
        stranger.act(...someActs(`Stranger ${round}`, view.lines, view.you.id, each));
        const done = performAll(own, someActs(`Widget ${round}`, linesOf(own), own.state.you!.id, each));
        await stranger.shows(({ drafts }) => drafts < each / 2);
        if (round % 2 === 1) {
          await server.kill();
          await server.start();
        } else {
          stranger.do('cut');
          own.retryNow();
        }
        await stranger.shows(({ drafts }) => drafts === 0);
        refusedOwn.push(...(await done));
      }
      using reader = await enter('lobby', {}, server);
      const log = await wholeLog(reader);
      const { lines, first } = await stranger.shows(({ last }) => last === log.length);
      expect(lines).toEqual(fold(log.slice(first - 1)));
      await reaches(own, () => own.state.timeline.last === log.length);
      expect(linesOf(own)).toEqual(fold(log.slice(olderThan(own.state.timeline) - 1)));

      const texts = log.flatMap((entry) => (entry.type === 'message' && !entry.removed ? [entry.text] : []));
      expect(new Set(texts).size).toBe(texts.length);
      // What was refused was about messages that were removed meanwhile, and nothing else.
      const refused = stranger.events.filter(({ event }) => event === 'given-back');
      expect(refused.filter(({ code }) => code !== 'not-found')).toEqual([]);
      expect(log.length + refused.length + refusedOwn.length).toBe(rounds * each * 2);
      expect([...new Set(log.map(({ type }) => type))].sort()).toEqual([
        'edit',
        'message',
        'reaction',
        'removal',
      ]);
    } finally {
      own.close();
    }
  });
});

/** What the widget shows, in the words of the stranger. */
function linesOf({ state }: ChatClient): Line[] {
  return state.timeline.lines.map((line): Line => {
    const common = { seq: line.seq, from: line.from.id };
    if (line.kind === 'notice') return { type: 'notice', ...common, text: line.text, removed: false };
    const bare = {
      type: 'message',
      ...common,
      text: '',
      replyTo: null,
      edited: false,
      pinned: false,
    } as const;
    if (line.kind === 'removed') return { ...bare, removed: true, reactions: [] };
    const { text, replyTo = null, edited, pinned, reactions } = line;
    const emoji = reactions.map(({ emoji: each, who }) => [each, who.map(({ id }) => id)] as const);
    return { ...bare, text, replyTo, edited, pinned, removed: false, reactions: emoji };
  });
}

/** Does all this, as fast as the outbox takes it; resolves, when all is settled, with what was refused. */
async function performAll(client: ChatClient, acts: readonly SomeAct[]): Promise<string[]> {
  const refused: string[] = [];
  let next = 0;
  await reaches(client, () => {
    for (const draft of client.state.drafts)
      if (draft.kind === 'refused') {
        refused.push(draft.sentence);
        client.discard(draft.draftId);
        return false;
      }
    if (next < acts.length) {
      // First: what is done here calls back at once.
      next++;
      if (perform(client, acts[next - 1]!) === undefined) next--;
      return false;
    }
    return client.state.drafts.length === 0;
  });
  return refused;
}

function perform(client: ChatClient, act: SomeAct): string | undefined {
  switch (act.type) {
    case 'post':
      return client.post(act.text, act.replyTo);
    case 'edit':
      return client.edit(act.ref, act.text);
    case 'remove':
      return client.remove(act.ref);
    case 'react':
      return client.react(act.ref, act.emoji, act.on);
  }
}

type SomeAct =
  | { readonly type: 'post'; readonly text: string; readonly replyTo?: number }
  | { readonly type: 'edit'; readonly ref: number; readonly text: string }
  | { readonly type: 'remove'; readonly ref: number }
  | { readonly type: 'react'; readonly ref: number; readonly emoji: string; readonly on: boolean };

/** Posts, and by turns edits, removals and reactions to what is shown. */
function someActs(name: string, lines: readonly Line[], author: string, count: number): SomeAct[] {
  const messages = lines.filter((line) => line.type === 'message' && !line.removed);
  const own = messages.filter(({ from }) => from === author);
  return Array.from({ length: count }, (_, index): SomeAct => {
    const mine = own[(index * 7) % Math.max(1, own.length)];
    const any = messages[(index * 5) % Math.max(1, messages.length)];
    const text = `${name}:${index}`;
    if (index % 6 === 1 && mine) return { type: 'edit', ref: mine.seq, text };
    if (index % 6 === 3 && any)
      return { type: 'react', ref: any.seq, emoji: index % 4 === 3 ? balloon : thumb, on: index % 5 !== 0 };
    if (index % 20 === 5 && mine) return { type: 'remove', ref: mine.seq };
    return { type: 'post', text, ...(any && index % 4 === 0 && { replyTo: any.seq }) };
  });
}
