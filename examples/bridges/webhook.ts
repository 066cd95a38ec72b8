// What the bridges share: a server that takes ws-chat’s webhooks, each entry once and in the order of its room. What it
// answers is what became of the entry on the far side, so that ws-chat sends it again where it did not arrive.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Entry } from 'ws-chat/protocol';

/** No entry is nearly as long. */
const mostBytes = 256 * 1_024;

/** How old a request may be, and how many ids of entries are remembered. */
const mostSeconds = 300;
const mostIds = 10_000;

/** The entry did not arrive: ws-chat answers it by waiting, at least as long as the far side asks for. */
export class NotTaken extends Error {
  readonly retryAfterSeconds: number | undefined;

  constructor(reason: string, retryAfterSeconds?: number) {
    super(reason);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A setting of the environment. */
export function setting(name: string, example: string): string {
  const value = process.env[name];
  if (value) return value;
  console.error(`${name} is not set: give it a value, as in ${name}=${example}`);
  return process.exit(1);
}

/** Hands each entry to `take`, which resolves once it has arrived and else throws. */
export async function receiveWebhooks(
  take: (entry: Entry, room: string, id: string) => Promise<void>,
): Promise<void> {
  const secret = setting('WEBHOOK_SECRET', 'whsec_…, the one that ws-chat has');
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const taken = new Set<string>();

  async function answer(request: IncomingMessage): Promise<readonly [number, Record<string, string>?]> {
    const body = await bodyOf(request);
    if (body === undefined) return [413];
    if (!isSigned(request.headers, body, key)) return [401];
    const id = String(request.headers['webhook-id']);
    const { type, data } = JSON.parse(body) as { type: string; data: { room: string; entry: Entry } };
    if (taken.has(id) || !type.startsWith('entry.')) return [204];
    try {
      await take(data.entry, data.room, id);
    } catch (error) {
      console.error(`Entry ${data.entry.seq} of ${data.room}: ${(error as Error).message}`);
      const seconds = error instanceof NotTaken ? error.retryAfterSeconds : undefined;
      return seconds === undefined ? [502] : [503, { 'retry-after': `${seconds}` }];
    }
    taken.add(id);
    if (taken.size > mostIds) taken.delete(taken.values().next().value!);
    return [204];
  }

  const server = createServer((request, response) => {
    const fail = (error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    };
    answer(request).then(([status, headers]) => response.writeHead(status, headers).end(), fail);
  });
  server.listen(Number(process.env.PORT ?? 8_090), '127.0.0.1');
  await once(server, 'listening');
  console.log(`Takes webhooks on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

/** Undefined where it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // The rest is read, so that the answer can be, and forgotten.
    if (bytes <= mostBytes) chunks.push(chunk);
  }
  return bytes > mostBytes ? undefined : Buffer.concat(chunks).toString();
}

/** By Standard Webhooks: an HMAC over the id, the time and the body, compared in constant time. */
function isSigned(headers: IncomingHttpHeaders, body: string, key: Buffer): boolean {
  const [id, time, signatures] = ['id', 'timestamp', 'signature'].map((name) => headers[`webhook-${name}`]);
  const right = createHmac('sha256', key)
    .update(`${String(id)}.${String(time)}.${body}`)
    .digest();
  const isRight = (one: string) => {
    const given = Buffer.from(one.replace(/^v1,/, ''), 'base64');
    return given.length === right.length && timingSafeEqual(given, right);
  };
  const isNow = Math.abs(Date.now() / 1_000 - Number(time)) < mostSeconds;
  return isNow && String(signatures).split(' ').some(isRight);
}
