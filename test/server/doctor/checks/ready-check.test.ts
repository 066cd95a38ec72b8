import { expect, it } from 'vitest';
import { startChatServer } from '../../../support/chat-server.ts';
import { examined } from '../../../support/examined.ts';

it('says that the server is not ready, and looks at nothing that it would refuse', async () => {
  await using server = await startChatServer();
  const ann = await server.enter('Ann');
  // She hears no goodbye, so the server waits for her while it stops.
  ann.socket.pause();
  const closed = server.close();
  const found = await examined({ url: server.url });
  expect(found.of('ready')).toMatchObject({
    result: 'wrong',
    cause: 'The server runs and is not ready for visitors (503): it stops, or cannot write its log.',
  });
  expect(found.with('wrong')).toEqual(['ready']);
  expect(found.with('skipped')).toEqual(
    expect.arrayContaining(['origin', 'upgrade', 'welcome', 'stream', 'idle']) as string[],
  );
  ann.cut();
  await closed;
});
