// The chat without a screen as those have it who build an interface of their own: the built file, in Node.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type * as Headless from '../../widget/headless.ts';
import { startChatServer } from '../support/chat-server.ts';
import { audience, issuer, secret, tokenOf } from '../support/member-tokens.ts';
import { reaches } from '../support/node-client.ts';

/** Found by the package's own name, as others find it. */
const file = createRequire(import.meta.url).resolve('ws-chat/client');

const load = async () => (await import(pathToFileURL(file).href)) as typeof Headless;

async function createClient(options: Headless.CreateOptions): Promise<Headless.ChatClient> {
  const { createChatClient } = await load();
  const client = createChatClient(options);
  onTestFinished(() => client.close());
  return client;
}

const texts = ({ state }: Headless.ChatClient) =>
  state.timeline.lines.map((line) => (line.kind === 'removed' ? '' : `${line.from.name}: ${line.text}`));

describe('the chat without a screen', () => {
  it('draws nothing', () => {
    expect(readFileSync(file, 'utf8')).not.toMatch(
      /lit-html|lit\$|adoptedStyleSheets|customElements|HTMLElement/,
    );
  });

  it('lets two programs talk, edit, react and take back', async () => {
    await using server = await startChatServer({ allowMissingOrigin: true });
    const ann = await createClient({ server: server.url, room: 'lobby', name: 'Ann' });
    const bo = await createClient({ server: server.url, room: 'lobby', name: 'Bo' });
    for (const client of [ann, bo]) client.start();
    ann.post('Hello from nowhere');
    await reaches(bo, () => texts(bo).includes('Ann: Hello from nowhere'));
    expect(bo.state.you?.id).not.toBe(ann.state.you?.id);

    const { seq } = bo.state.timeline.lines[0]!;
    bo.post('Hello', seq);
    bo.react(seq, '👋', true);
    ann.edit(seq, 'Hello from Node');
    await reaches(ann, () => texts(ann).includes('Bo: Hello'));
    await reaches(bo, () => texts(bo)[0] === 'Ann: Hello from Node');
    await reaches(ann, () => {
      const [first] = ann.state.timeline.lines;
      return first?.kind === 'message' && first.reactions[0]?.who[0]?.name === 'Bo';
    });
    ann.remove(seq);
    await reaches(bo, () => bo.state.timeline.lines[0]?.kind === 'removed');
    expect(ann.state.drafts).toEqual([]);
  });

  it('makes rows of what was said', async () => {
    await using server = await startChatServer({ allowMissingOrigin: true });
    const ann = await createClient({ server: server.url, room: 'lobby', name: 'Ann' });
    ann.start();
    for (const text of ['One', 'Two']) ann.post(text);
    await reaches(ann, () => ann.state.timeline.lines.length === 2);
    const { timeline, drafts, you: me } = ann.state;
    const rows = (await load()).createRows()({ timeline, drafts, me, dayOf: () => 'today' });
    expect(rows.map((row) => [row.kind, 'starts' in row && row.starts])).toEqual([
      ['day', false],
      ['message', true],
      ['message', false],
    ]);
  });

  it('comes in as the page that it names, where a program without one may not', async () => {
    await using server = await startChatServer({ origins: ['https://site.example'] });
    const nobody = await createClient({ server: server.url, room: 'lobby' });
    nobody.start();
    await reaches(nobody, () => nobody.state.link.kind === 'stopped');
    expect(nobody.state.link).toMatchObject({
      sentence: expect.stringContaining('--allow-missing-origin') as string,
    });

    const bot = await createClient({ server: server.url, room: 'lobby', origin: 'https://site.example' });
    bot.start();
    await reaches(bot, () => bot.state.link.kind === 'live');

    const stranger = await createClient({
      server: server.url,
      room: 'lobby',
      origin: 'https://other.example',
    });
    stranger.start();
    await reaches(stranger, () => stranger.state.link.kind === 'stopped');
    expect(stranger.state.link).toMatchObject({
      sentence: expect.stringContaining('https://other.example') as string,
    });
  });

  it('comes in as a member whom its program signs in, and as a guest when it signs out', async () => {
    const members = { memberIssuer: issuer, memberAudience: audience, memberSecret: secret };
    await using server = await startChatServer({ ...members, allowMissingOrigin: true });
    let asked = 0;
    const tokenProvider = () => tokenOf(Date.now(), { role: 'moderator', sub: `${++asked}` });
    const ann = await createClient({ server: server.url, room: 'lobby', tokenProvider });
    ann.start();
    await reaches(ann, () => ann.state.you?.role === 'moderator');
    ann.post('As a member');
    await reaches(ann, () => texts(ann).includes('Ann: As a member'));
    ann.signIn({});
    await reaches(ann, () => ann.state.you?.role === 'guest');
    ann.signIn({ token: tokenOf(Date.now(), { sub: '1', name: 'Ann Lee' }) });
    await reaches(ann, () => ann.state.you?.name === 'Ann Lee');
    expect(texts(ann)).toEqual(['Ann: As a member']);
    expect(asked).toBe(1);
  });

  it('finds a server in a folder, and says what is no address', async () => {
    const { createChatClient } = await load();
    const urls: string[] = [];
    const { withoutPage } = await import('../../widget/without-page.ts');
    const { surroundings } = withoutPage(undefined);
    const createSocket = (url: string) => {
      urls.push(url);
      return { onopen: null, onmessage: null, onclose: null, send() {}, close() {} };
    };
    const client = createChatClient({
      server: 'https://example.com/chat',
      room: 'lobby',
      surroundings: { ...surroundings, createSocket },
    });
    client.start();
    client.close();
    expect(urls).toEqual(['wss://example.com/chat/rooms/lobby']);
    expect(() => createChatClient({ server: 'chat.example.com', room: 'lobby' })).toThrow(
      '"chat.example.com" is not the address of a chat server. Give it whole, as in https://chat.example.com.',
    );
  });
});
