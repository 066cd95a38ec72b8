// The chat's stream of events is not there yet: a tiny real server behind the same nginx says what it would.
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { remedyLines } from '../../../../server/doctor/proxies.ts';
import type { RemedyName } from '../../../../server/doctor/remedies/remedy.ts';
import { startChatServer } from '../../../support/chat-server.ts';
import { endsWithTest } from '../../../support/ends-with-test.ts';
import {
  chatBehindNginx,
  everything,
  examined,
  finding,
  nginxMissing,
  passedOn,
  startUpstream,
  wellSet,
} from '../../../support/examined.ts';

/** A chat whose events come from `say`, and go through nginx with these lines. */
async function streaming(lines: string, say: (response: ServerResponse) => void, set = wellSet) {
  const events = endsWithTest(
    await startUpstream((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      say(response);
    }),
  );
  const { port } = await chatBehindNginx({
    locations: (chatPort) =>
      `location ~ ^/rooms/[^/]+/events$ { proxy_pass http://127.0.0.1:${events.port}; ${set} client_max_body_size 1m; ${lines}\n} ${everything(wellSet)(chatPort)}`,
  });
  return examined({ url: `http://127.0.0.1:${port}` });
}

const nginxLines = (name: RemedyName) =>
  remedyLines(name, { host: '127.0.0.1', path: '' }, ['nginx']).get('nginx')!;

/** Its head first: what comes together with that is passed on together with it. */
const one = (response: ServerResponse) => {
  response.flushHeaders();
  setTimeout(() => response.write('data: {"type":"welcome"}\n\n'), 100);
};

/** More than nginx's buffers begin with, and its last line is long in coming. */
const long = (response: ServerResponse) => void response.write(`data: ${'x'.repeat(6_000)}\n\n`);

const packing = 'gzip on; gzip_proxied any; gzip_min_length 0;';

describe.skipIf(nginxMissing !== undefined)('a stream of events', () => {
  // By HTTP/1.1 nginx passes the ends of chunks on, but not the rest of what is longer than a buffer.
  it.each([
    ['any event, by HTTP/1.0', one, passedOn.host],
    ['the rest of a long one', long, wellSet],
  ])('is held back by a proxy that fills a buffer first: %s', async (_what, say, set) => {
    const found = await streaming('proxy_buffering on;', say, set);
    expect(found.with('wrong')).toEqual(['stream']);
    expect(found.of('stream')).toMatchObject({
      cause: expect.stringContaining('The proxy holds the stream of events back') as string,
      remedy: 'buffering',
    });
  });

  it('flows with the lines that are shown', async () => {
    const found = await streaming(nginxLines('buffering'), one);
    expect(found.of('stream')).toMatchObject({ result: 'fine' });
    expect(found.of('stream').cause).toMatch(/^Events come as they are said: the first after \d+ ms\.$/);
  });

  it('is held back where it is packed', async () => {
    const found = await streaming(`proxy_buffering off; ${packing} gzip_types text/event-stream;`, one);
    expect(found.with('wrong')).toEqual(['stream']);
    expect(found.of('stream')).toMatchObject({
      cause: 'The proxy packs the stream of events (gzip), which holds them back.',
      remedy: 'compression',
    });
  });

  it('is not packed with the lines that are shown', async () => {
    const found = await streaming(`proxy_buffering off; ${packing} ${nginxLines('compression')}`, one);
    expect(found.of('stream').result).toBe('fine');
  });

  it('is held back where it ends at once', async () => {
    const found = await streaming('proxy_buffering off;', (response) => void response.end());
    expect(found.of('stream').result).toBe('wrong');
  });
});

it('comes from the chat itself, with nothing before it', async () => {
  await using server = await startChatServer();
  expect(await finding('stream', { url: server.url })).toMatchObject({ result: 'fine' });
});
