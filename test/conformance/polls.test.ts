// Polls: sections 5 to 7. Everybody here is a guest, so they are tried where its owner lets guests hold them.
import { describe, expect, it } from 'vitest';
import { fold, type MessageLine } from './fold.ts';
import { enter, taken, wholeLog, type Peer } from './peer.ts';
import { isPointed, ownServer, type OwnServer } from './own-server.ts';
import { hasPython, strangerIn } from './stranger-process.ts';

const openToGuests = () => ownServer('--post-burst=100', '--permissions={"poll":"guest"}');

async function ask(who: Peer, text = 'Tea?', options = ['Yes', 'No']): Promise<number> {
  return taken(await who.act({ type: 'poll', text, options }));
}

const vote = async (who: Peer, ref: number, option?: number) =>
  taken(await who.act({ type: 'vote', ref, ...(option !== undefined && { option }) }));

const two = async (server: OwnServer) =>
  [await enter('lobby', { name: 'Ann' }, server), await enter('lobby', { name: 'Bo' }, server)] as const;

describe.skipIf(isPointed)('polls', () => {
  it('POLL-1 are messages with answers, which are not edited', async () => {
    await using server = await openToGuests();
    const [ann, bo] = await two(server);
    using _ann = ann;
    using _bo = bo;
    const ref = await ask(ann);
    expect(await bo.entry(ref)).toMatchObject({ type: 'message', text: 'Tea?', options: ['Yes', 'No'] });
    taken(await bo.act({ type: 'react', ref, emoji: '🎈', on: true }));
    taken(await bo.act({ type: 'post', text: 'Please', replyTo: ref }));
    expect(await ann.act({ type: 'edit', ref, text: 'Coffee?' })).toMatchObject({ code: 'not-allowed' });
    taken(await ann.act({ type: 'remove', ref }));
    const [removed] = await wholeLog(bo);
    expect(removed).toMatchObject({ text: '', removed: true });
    expect(removed).not.toHaveProperty('options');
  });

  it('POLL-1 are bounded: what is too long is refused, and what is no poll closes', async () => {
    await using server = await openToGuests();
    using ann = await enter('lobby', {}, server);
    const refused = (options: string[]) => ann.act({ type: 'poll', text: 'Tea?', options });
    expect(await refused(['Yes', 'x'.repeat(101)])).toMatchObject({ code: 'text-too-long', kind: 'final' });
    expect(await refused(['Yes', ' '])).toMatchObject({ code: 'text-empty', kind: 'final' });
    ann.say({ type: 'poll', draftId: 'd', text: 'Which?', options: ['1', '2', '3', '4', '5', '6', '7'] });
    expect((await ann.closed).code).toBe(4000);
  });

  it('POLL-2 take votes for what they offer', async () => {
    await using server = await openToGuests();
    using ann = await enter('lobby', {}, server);
    const ref = await ask(ann);
    const message = await ann.post('no poll');
    for (const act of [
      { type: 'vote', ref, option: 2 },
      { type: 'vote', ref: message, option: 0 },
      { type: 'vote', ref: 99, option: 0 },
      { type: 'end-poll', ref: message },
    ])
      expect(await ann.act(act)).toMatchObject({ code: 'not-found', kind: 'final' });
  });

  it('POLL-3 take one vote of each, which may be changed, repeated and taken back', async () => {
    await using server = await openToGuests();
    const [ann, bo] = await two(server);
    using _ann = ann;
    using _bo = bo;
    const ref = await ask(ann);
    for (const option of [0, 1, 1, undefined]) await vote(bo, ref, option);
    await vote(ann, ref, 0);
    const [line] = fold(await wholeLog(ann));
    expect((line as MessageLine).poll).toEqual({
      options: ['Yes', 'No'],
      votes: { [ann.welcome.you.id]: 0 },
      ended: false,
    });
  });

  it('POLL-4 are ended by their author, and take no more votes', async () => {
    await using server = await openToGuests();
    const [ann, bo] = await two(server);
    using _ann = ann;
    using _bo = bo;
    const ref = await ask(ann);
    expect(await bo.act({ type: 'end-poll', ref })).toMatchObject({ code: 'not-allowed' });
    const seq = taken(await ann.act({ type: 'end-poll', ref, draftId: 'end' }));
    expect(await bo.entry(seq)).toMatchObject({ type: 'poll-end', ref });
    for (const act of [
      { type: 'vote', ref, option: 0 },
      { type: 'vote', ref },
      { type: 'end-poll', ref },
    ])
      expect(await ann.act(act)).toMatchObject({ code: 'poll-ended', kind: 'final' });
    expect(taken(await ann.act({ type: 'end-poll', ref, draftId: 'end' }))).toBe(seq);
  });
});

describe.runIf(hasPython && !isPointed)('what the stranger shows of polls', () => {
  it('FOLD-10 is what can be chosen, the newest choice of each, and whether it is over', async () => {
    await using server = await openToGuests();
    const [ann, bo] = await two(server);
    using _ann = ann;
    using _bo = bo;
    using stranger = await strangerIn('lobby', server.url);
    const ref = await ask(ann);
    await vote(ann, ref, 0);
    await vote(bo, ref, 0);
    await vote(bo, ref, 1);
    await vote(ann, ref);
    const shows = async (last: number) => {
      const { lines } = await stranger.shows((shown) => shown.last === last);
      return (lines[0] as MessageLine).poll;
    };
    const votes = { [bo.welcome.you.id]: 1 };
    expect(await shows(5)).toEqual({ options: ['Yes', 'No'], votes, ended: false });
    const end = taken(await ann.act({ type: 'end-poll', ref }));
    expect(await shows(end)).toEqual({ options: ['Yes', 'No'], votes, ended: true });
    expect((await stranger.view()).lines).toEqual(fold(await wholeLog(ann)));
  });
});
