// The stranger and the widget's own client in one room, through kills of the server and cuts: both show the log.
import { describe, expect, it } from 'vitest';
import type { ChatClient } from '../../widget/client.ts';
import { olderThan } from '../../widget/timeline/timeline.ts';
import { createNodeClient, reaches } from '../support/node-client.ts';
import { fold, type Line } from './fold.ts';
import { isPointed, ownServer } from './own-server.ts';
import { enter, wholeLog } from './peer.ts';
import { hasPython, strangerIn } from './stranger-process.ts';

const [balloon, thumb] = ['🎈', '👍🏽'] as const;

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
