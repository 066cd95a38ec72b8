// What was refused is not on the disk: looked for in the bytes of every file, on the whole server.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ServerMessage } from '../../../protocol/server-messages.ts';
import { startChatServer } from '../../support/chat-server.ts';
import { audience, issuer, secret, tokenOf } from '../../support/member-tokens.ts';

const rules = { words: { block: ['spam'], hold: ['lawyer'], mask: ['darn'] }, characters: 100 };

describe('the files of a server', () => {
  it('have what was published and what waits, and no byte of what was refused, buried, declined or masked', async () => {
    await using server = await startChatServer({
      ...{ memberIssuer: issuer, memberAudience: audience, memberSecret: secret },
      ...{ rules, postBurst: 1_000, postsPerSecond: 1_000 },
    });
    const mo = server.connect();
    mo.say({ type: 'hello', token: tokenOf(Date.now(), { role: 'moderator' }) });
    await mo.next('welcome');
    const bo = await server.enter('Bo');
    const boId = bo.all('welcome')[0]!.you.id;
    const answers: string[] = [];
    let drafts = 0;
    /** Its own answer alone: what was declined is told unasked, whenever that is. */
    const say = async (text: string) => {
      const draftId = `d${++drafts}`;
      bo.say({ type: 'post', draftId, text });
      for (;;) {
        const heard = JSON.parse(await bo.nextText()) as ServerMessage;
        const isAnswer = heard.type === 'accepted' || heard.type === 'refused';
        if (isAnswer && heard.draftId === draftId) return void answers.push(heard.type);
      }
    };
    const keep = async (act: object) => {
      mo.say({ type: 'moderate', draftId: `m${++drafts}`, act });
      await mo.next('moderated');
    };
    await say('xyzzy-published and well');
    await say('xyzzy-blocked spam');
    await say(`xyzzy-long ${'x'.repeat(200)}`);
    await say('xyzzy-masked d4rn');
    await say('xyzzy-waiting lawyer');
    await say('xyzzy-declined lawyer');
    await keep({ do: 'decline', who: boId, held: `d${drafts}` });
    await keep({ do: 'mute', who: boId, forMs: 60_000, shadow: true });
    await say('xyzzy-buried');
    await keep({ do: 'unmute', who: boId });
    await keep({ do: 'mute', who: boId, forMs: 60_000 });
    await say('xyzzy-muted');
    expect(answers).toEqual([
      ...['accepted', 'refused', 'refused', 'accepted', 'refused', 'refused', 'accepted', 'refused'],
    ]);
    expect(bo.all('refused').map(({ code }) => code)).toContain('declined');
    const bytes = () =>
      readdirSync(server.data)
        .map((file) => join(server.data, file))
        .filter((file) => statSync(file).isFile())
        .map((file) => readFileSync(file).toString('latin1'))
        .join('');
    const wanted = ['xyzzy-published', 'xyzzy-masked', 'xyzzy-waiting'];
    const unwanted = ['xyzzy-blocked', 'xyzzy-long', 'xyzzy-buried', 'xyzzy-muted', 'd4rn'];
    const found = (words: readonly string[]) => words.filter((word) => bytes().includes(word));
    expect(found([...wanted, ...unwanted])).toEqual(wanted);
    await server.close();
    expect(found([...wanted, ...unwanted, 'xyzzy-declined'])).toEqual(wanted);
  });
});
