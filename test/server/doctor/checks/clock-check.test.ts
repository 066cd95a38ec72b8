import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createChatServer } from '../../../../server/chat-server.ts';
import { readConfig } from '../../../../server/config/read-config.ts';
import { site, startChatServer } from '../../../support/chat-server.ts';
import { endsWithTest } from '../../../support/ends-with-test.ts';
import { examined, finding, nginxMissing, wellSet } from '../../../support/examined.ts';
import { runNginx } from '../../../support/nginx.ts';
import { quietPorts } from '../../../support/program.ts';
import { createRecorder } from '../../../support/recorder.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** A real chat in a server whose clock is so far ahead, behind an nginx that shows its Date. */
async function chatAhead(ms: number): Promise<string> {
  const folder = endsWithTest(temporaryFolder());
  const config = { ...readConfig({ flags: [], environment: {} }), data: folder.path, origins: [site] };
  const chat = await createChatServer(config, createRecorder());
  const server = createServer((request, response) => {
    response.setHeader('Date', new Date(Date.now() + ms).toUTCString());
    chat.handler(request, response);
  });
  chat.attach(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  endsWithTest({
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await chat.close();
    },
  });
  const { port } = await quietPorts('port');
  const to = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const location = `location / { proxy_pass ${to}; proxy_pass_header Date; ${wellSet} }`;
  endsWithTest(await runNginx(folder.path, port, location));
  return `http://127.0.0.1:${port}`;
}

describe.skipIf(nginxMissing !== undefined)('the clock', () => {
  it.each([
    [10 * 60_000, '10 minutes ahead of'],
    [-3 * 3_600_000, '3 hours behind'],
  ])('is off by %i ms', async (ms, span) => {
    const found = await examined({ url: await chatAhead(ms) });
    expect(found.with('wrong')).toEqual(['clock']);
    expect(found.of('clock').cause).toBe(
      `Its clock is ${span} the one here: members’ tokens are refused, or live too long.`,
    );
  });

  it('may be off by as little as tokens allow for', async () => {
    expect((await finding('clock', { url: await chatAhead(30_000) })).result).toBe('fine');
  });
});

it('is off where the one here is', async () => {
  await using server = await startChatServer();
  const found = await examined({ url: server.url }, { now: () => Date.now() + 5 * 60_000 });
  expect(found.of('clock').cause).toContain('5 minutes behind the one here');
});
