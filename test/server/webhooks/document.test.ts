// The receiver of docs/webhooks.md, as it stands there.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keysOf, signatureOf } from '../../../server/signing.ts';
import { eventOf } from '../../../server/webhooks/event.ts';
import { startChatServer } from '../../support/chat-server.ts';
import { entry } from '../../support/drafts.ts';
import { post } from '../../support/house.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { until } from '../../support/until.ts';
import { webhookSecret } from '../../support/webhook-receiver.ts';

const document = readFileSync(new URL('../../../docs/webhooks.md', import.meta.url), 'utf8');
const [, example] = /```js\n(.*?)```/s.exec(document)!;

async function startExample() {
  const folder = temporaryFolder();
  const file = join(folder.path, 'receiver.mjs');
  writeFileSync(file, example!);
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, WEBHOOK_SECRET: webhookSecret, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const port = await until('its port', () => lines[0]);
  return {
    url: `http://127.0.0.1:${port}/`,
    /** What it said of entries. */
    said: () => lines.slice(1),
    async [Symbol.asyncDispose]() {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
      folder[Symbol.dispose]();
    },
  };
}

describe('the receiver of docs/webhooks.md', () => {
  it('is about twenty lines', () => {
    expect(example!.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(22);
  });

  it('takes what this server tells it', async () => {
    await using example = await startExample();
    await using server = await startChatServer({
      webhooks: [
        {
          ...{ name: 'shop', url: example.url, secret: webhookSecret, rooms: ['*'], giveUpHours: 72 },
          ...{ events: ['message'], allowPrivate: true },
        },
      ],
    });
    const ann = await server.enter('Ann');
    ann.say(post('Grüße'), post('two'));
    await until('both', () => example.said().length === 2);
    expect(example.said()).toEqual(['entry.message lobby Ann Grüße', 'entry.message lobby Ann two']);
  });

  it('knows its secret while a new one comes into use', async () => {
    await using example = await startExample();
    const secret = `whsec_${Buffer.from('a new secret of as many characters').toString('base64')} ${webhookSecret}`;
    await using server = await startChatServer({
      webhooks: [
        {
          ...{ name: 'shop', url: example.url, secret, rooms: ['*'], giveUpHours: 72 },
          ...{ events: ['message'], allowPrivate: true },
        },
      ],
    });
    (await server.enter('Ann')).say(post('Hello'));
    await until('it', () => example.said().length === 1);
  });

  it('takes nothing that is signed otherwise, changed or old, and nothing twice', async () => {
    await using example = await startExample();
    const event = eventOf('lobby', entry(1));
    const now = Math.floor(Date.now() / 1_000);
    const send = async (over: Record<string, string> = {}, body = event.body, time = now) => {
      const signature = signatureOf(keysOf(webhookSecret)!, event, time);
      const headers = {
        'webhook-id': event.id,
        'webhook-timestamp': `${time}`,
        'webhook-signature': signature,
      };
      return (await fetch(example.url, { method: 'POST', headers: { ...headers, ...over }, body })).status;
    };
    expect(await send({ 'webhook-signature': 'v1,AAAA' })).toBe(401);
    expect(await send({ 'webhook-signature': signatureOf([new Uint8Array(32)], event, now) })).toBe(401);
    expect(await send({ 'webhook-id': 'msg_other' })).toBe(401);
    expect(await send({}, event.body.replace('message 1', 'message 2'))).toBe(401);
    expect(await send({}, event.body, now - 400)).toBe(401);
    expect(example.said()).toEqual([]);
    expect(await send()).toBe(204);
    expect(await send()).toBe(204);
    await until('its line', () => example.said().length > 0);
    expect(example.said()).toHaveLength(1);
  });
});
