import { describe, expect, it } from 'vitest';
import { startChatServer } from '../../support/chat-server.ts';
import { rawSocket } from '../../support/raw-socket.ts';

describe('plain HTTP', () => {
  it('says where there is nothing what there is', async () => {
    await using server = await startChatServer();
    const response = await fetch(`${server.url}/nowhere`);
    expect([response.status, await response.text()]).toEqual([
      404,
      'There is nothing here. A room’s page is /rooms/<room>.\n',
    ]);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  it.each(['/rooms/%', '/rooms/%ff', '/rooms/%/admission'])(
    'cannot read %s, and does not blame itself',
    async (path) => {
      await using server = await startChatServer();
      const response = await fetch(server.url + path);
      expect([response.status, await response.text()]).toEqual([400, 'This request cannot be read.\n']);
      expect(server.telemetry.told).toEqual([]);
    },
  );

  it('takes nothing that is posted', async () => {
    await using server = await startChatServer();
    for (const path of ['/', '/rooms/lobby', '/health/live', '/ws-chat.js']) {
      const response = await fetch(server.url + path, { method: 'POST', body: 'x' });
      expect(response.status).toBe(404);
    }
  });

  it('tells nobody what it runs on', async () => {
    await using server = await startChatServer();
    const { headers } = await fetch(`${server.url}/nowhere`);
    expect([headers.has('x-powered-by'), headers.has('server')]).toEqual([false, false]);
  });

  it('takes no harm from what is no HTTP', async () => {
    await using server = await startChatServer();
    using raw = await rawSocket(server.port);
    raw.socket.write('\x16\x03\x01 hello\r\n\r\n');
    expect(await raw.gone).toMatch(/^HTTP\/1\.1 400 /);
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  });
});
