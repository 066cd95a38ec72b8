// What clients must do, tried on the one that was written from the specification alone, over a link with faults.
import { describe, expect, inject, it } from 'vitest';
import type { Page } from '../../protocol/server-messages.ts';
import { faultyLink } from './faulty-link.ts';
import { fold } from './fold.ts';
import { enter, isEntry, newRoom, react, wholeLog } from './peer.ts';
import { foreignSite } from './site.ts';
import { hasPython, Stranger, strangerIn } from './stranger-process.ts';

const countOf = ({ events }: Stranger, heard: string) =>
  events.filter(({ event, type }) => event === 'heard' && type === heard).length;

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

  it('GAP-2 comes back with since, and asks no second time, where no page comes for ten seconds', async () => {
    const room = newRoom();
    await using link = await faultyLink();
    using ann = await enter(room);
    using stranger = await strangerIn(room, link.url);
    link.fault = (message) =>
      link.connections === 1 && (message.type === 'page' || (isEntry(message) && message.seq === 1))
        ? []
        : [message];
    for (let count = 1; count <= 3; count++) await ann.post(`${count}`);
    await link.sees(() => link.said.find(({ type }) => type === 'history'));
    stranger.do('later', { seconds: 11 });
    const { lines } = await stranger.shows((shown) => shown.last === 3);
    expect(lines).toEqual(fold(ann.entries));
    const said = link.said.map(({ type }) => type).filter((type) => type === 'hello' || type === 'history');
    expect(said).toEqual(['hello', 'history', 'hello']);
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

  it('HIST-2 puts a page in only where it joins', async () => {
    const room = newRoom();
    await using link = await faultyLink();
    using ann = await enter(room);
    for (let count = 1; count <= 5; count++) await ann.post(`${count}`);
    const pages: Page[] = [];
    link.fault = (message) => {
      if (message.type === 'welcome') return [{ ...message, entries: message.entries.slice(3), more: true }];
      return message.type === 'page' ? (pages.push(message), []) : [message];
    };
    using stranger = await strangerIn(room, link.url);
    stranger.do('older');
    const page = await link.sees(() => pages[0]);
    const [first, second] = page.entries;
    link.inject({ ...page, before: 2, entries: [first] });
    link.inject({ type: 'page', after: 7, more: false, entries: [{ ...second, seq: 8 }] });
    await stranger.tells('heard', 0, () => countOf(stranger, 'page') === 2);
    expect(await stranger.view()).toMatchObject({ first: 4, last: 5 });
    link.inject(page);
    const { lines } = await stranger.shows((shown) => shown.first === 1);
    expect(lines).toEqual(fold(ann.entries));
    expect(link.said.filter(({ type }) => type === 'history')).toHaveLength(1);
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

  it('LIFE-4 takes a connection for dead that says nothing for 40 s', async () => {
    const room = newRoom();
    await using link = await faultyLink();
    using ann = await enter(room);
    using stranger = await strangerIn(room, link.url);
    link.fault = (message) => (link.connections === 1 ? [] : [message]);
    await ann.post('unheard');
    stranger.do('later', { seconds: 41 });
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

  it('BACK-4 counts its tries until it was healthy for ten seconds after a welcome', async () => {
    await using link = await faultyLink();
    using stranger = await strangerIn(newRoom(), link.url);
    const returns = async () => {
      const past = stranger.events.length;
      link.end();
      const { tries } = await stranger.tells('waiting', past);
      stranger.do('later', { seconds: 20 });
      await stranger.tells('live', past);
      return tries;
    };
    expect([await returns(), await returns(), await returns()]).toEqual([1, 2, 3]);
    stranger.do('later', { seconds: 10 });
    expect(await returns()).toBe(1);
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
    await react(ann, ref, '🎈');
    const last = await ann.post('two');
    const { lines } = await stranger.shows((shown) => shown.last === last);
    expect(lines).toMatchObject([{ text: 'one', reactions: [] }, { text: 'two' }]);
    expect(link.said.filter(({ type }) => type === 'history')).toEqual([]);
  });
});
