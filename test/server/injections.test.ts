// What people write stays what it is, wherever the server says it: log lines, answers to requests, pages, frames,
// sentences. In the browser it is test/e2e/injections.spec.ts that looks.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../server/config/config-error.ts';
import { readConfig } from '../../server/config/read-config.ts';
import { startFailure } from '../../server/start-failure.ts';
import { createTerminal } from '../../server/telemetry/terminal.ts';
import { site, startChatServer } from '../support/chat-server.ts';
import { injections, namesToInject } from '../support/injections.ts';
import { post } from '../support/house.ts';
import { rawSocket, upgradeRequest } from '../support/raw-socket.ts';

const all = [...injections, ...namesToInject];

/** What ends a line for some reader, or steers a terminal. */
const steering = /[\p{C}\p{Zl}\p{Zp}]/u;

/** As Node reads a header: bytes, each a character. */
const asHeader = (text: string) => Buffer.from(text.replace(/[\r\n\0]/g, '')).toString('latin1');

describe('a log line', () => {
  it('is one line of JSON, whatever stands in it', () => {
    const source = fileURLToPath(new URL('../../server/telemetry/structured-log.ts', import.meta.url));
    const program = `
      import { createStructuredLog } from ${JSON.stringify(source)};
      const log = createStructuredLog('debug');
      for (const text of ${JSON.stringify(all)}) {
        const visit = { room: text, participant: { id: text, name: text, role: 'guest' }, present: () => 2 };
        log.denied({ status: 403, code: 'origin-not-allowed', sentence: text }, text, text);
        log.posted(visit, 7, text);
        log.failed('Writing failed', new Error(text));
      }
    `;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program]);
    const lines = stdout.toString().split('\n').filter(Boolean);
    expect(lines).toHaveLength(3 * all.length);
    for (const [number, line] of lines.entries()) {
      const told = JSON.parse(line) as Record<string, unknown>;
      expect(told.level).not.toBe(60);
      if (told.msg === 'denied') {
        expect(line).not.toMatch(steering);
        expect(told.room).toBe(
          all[Math.floor(number / 3)]!.slice(0, 100).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' '),
        );
      }
    }
  });

  it.each(all)('of the demo’s terminal is one line that steers nothing: %j', (text) => {
    const lines: string[] = [];
    const terminal = createTerminal((line) => void lines.push(line));
    const visit = {
      room: text,
      participant: { id: text, name: text, role: 'guest' as const },
      present: () => 2,
    };
    terminal.connected(visit, 'fresh');
    terminal.posted(visit, 1, text);
    terminal.refused(visit, 'busy');
    terminal.denied({ status: 404, code: 'no-such-room', sentence: text }, text, text);
    terminal.notSignedIn(text, text);
    terminal.failed('Writing failed', new Error(text));
    expect(lines).toHaveLength(6);
    for (const line of lines) expect(line).not.toMatch(steering);
  });

  it.each(all)('about a setting is one line that steers nothing: %j', (text) => {
    for (const flag of ['--origin', '--room', '--port', '--public-url', '--config', '--nothing', text]) {
      try {
        readConfig({ flags: [flag, text], environment: { WS_CHAT_PORT: text } });
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigError);
        expect(startFailure(error)).not.toMatch(steering);
      }
    }
  });
});

describe('an answer', () => {
  it('to an upgrade has the headers that we wrote, and a text that is none of HTML', async () => {
    await using server = await startChatServer();
    for (const text of all) {
      const path = encodeURI(text).replace(/[#?]/g, encodeURIComponent);
      const encoded = asHeader(text);
      for (const request of [
        upgradeRequest('/rooms/lobby', { Origin: encoded }),
        upgradeRequest(`/rooms/${path}`),
        upgradeRequest('/rooms/lobby', { 'Sec-WebSocket-Protocol': encoded }),
        upgradeRequest('/rooms/none', { 'X-Forwarded-For': encoded, Host: encoded }),
      ]) {
        using socket = await rawSocket(server.port);
        socket.socket.write(Buffer.from(request, 'latin1'));
        const answer = await socket.until(/\r\n\r\n/);
        const [head = ''] = answer.split('\r\n\r\n', 1);
        const names = head
          .split('\r\n')
          .slice(1)
          .map((one) => one.split(':', 1)[0]!.toLowerCase());
        const known = [
          'connection',
          'content-type',
          'x-content-type-options',
          'content-length',
          'retry-after',
          'date',
          'keep-alive',
          'transfer-encoding',
        ];
        expect(names.filter((name) => !known.includes(name))).toEqual([]);
        if (!head.startsWith('HTTP/1.1 400')) expect(head).toContain('text/plain; charset=utf-8');
      }
    }
    for (const told of server.telemetry.told) expect(told).not.toContain('\n');
  });

  it('to why not is JSON, and says of a stranger’s words only what an origin may hold', async () => {
    await using server = await startChatServer();
    for (const text of all) {
      const response = await fetch(`${server.url}/rooms/${encodeURIComponent(text)}/admission`, {
        headers: { Origin: site },
      });
      expect(response.headers.get('content-type')).toMatch(/^(application\/json|text\/plain)/);
      expect(response.headers.has('x-injected') || response.headers.has('set-cookie')).toBe(false);
      const body = await response.text();
      expect(body).not.toMatch(/hacked|evil/);
    }
  });

  it('that is a page has no markup but ours, whatever the address asks for', async () => {
    await using server = await startChatServer();
    const tagsOf = (html: string) =>
      html.match(/<[^>]+>/g)!.map((tag) => tag.replace(/ (heading|lang)="[^"]*"/, ''));
    const plain = tagsOf(await (await fetch(`${server.url}/rooms/lobby`)).text());
    for (const text of all) {
      const value = encodeURIComponent(text);
      const address = `/rooms/lobby?heading=${value}&lang=${value}&theme=${value}&density=${value}&${value}=1`;
      const html = await (await fetch(`${server.url}${address}`)).text();
      expect(tagsOf(html)).toEqual(plain);
      const room = await fetch(`${server.url}/rooms/${value}`);
      expect(room.headers.get('content-type')).toMatch(/^text\/plain|^text\/html; charset=utf-8$/);
      expect(await room.text()).not.toMatch(/hacked|evil/);
    }
  });
});

describe('a frame', () => {
  it('of the wire carries a text as it came, and nothing beside it', async () => {
    await using server = await startChatServer({ postBurst: 10_000, postsPerSecond: 10_000 });
    const [ann, bo] = [await server.enter('Ann'), await server.enter('Bo')];
    for (const [number, text] of injections.entries()) {
      ann.say(post(text, `d${number}`));
      const message = await bo.next('message');
      expect(Object.keys(message)).toEqual(['type', 'seq', 'at', 'draftId', 'from', 'text']);
      expect(message.text).toBe(text.toWellFormed());
    }
    const page = bo.say({ type: 'history', after: 0, limit: 100 });
    expect(page).toBeUndefined();
    const { entries } = await bo.next('page');
    expect(entries.map((entry) => ('text' in entry ? entry.text : ''))).toEqual(
      injections.slice(0, entries.length),
    );
  });

  it('of the plain dialect is the text, one frame for one', async () => {
    await using server = await startChatServer({
      plainClients: true,
      postBurst: 10_000,
      postsPerSecond: 10_000,
    });
    const plain = server.connect({ protocols: [] });
    await plain.opened();
    const ann = await server.enter('Ann');
    await ann.next('presence');
    for (const [number, text] of injections.entries()) {
      ann.say(post(text, `d${number}`));
      expect(await plain.nextText()).toBe(text);
    }
  });

  it.each(namesToInject)('names people without what cannot be seen: %j', async (name) => {
    await using server = await startChatServer();
    const who = await server.enter(name);
    expect(who.all('welcome')[0]!.you.name).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});
