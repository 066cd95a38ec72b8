import { expect, it } from 'vitest';
import { startChatServer } from '../../../support/chat-server.ts';
import { examined, finding } from '../../../support/examined.ts';
import { quietPorts } from '../../../support/program.ts';

const local = { address: '127.0.0.1', family: 4 };

it('says that a name is none', async () => {
  // RFC 6761: nobody may ever have one. A machine without a name server cannot know that.
  const found = await examined({ url: 'https://no-such-chat.invalid' });
  expect(found.with('wrong')).toEqual(['name']);
  expect(found.of('name').cause).toMatch(
    /^(There is no name no-such-chat\.invalid\.|No name server says what no-such-chat\.invalid is\.)$/,
  );
  expect(found.with('fine')).toEqual([]);
  expect(found.of('reach').cause).toBe('Not looked at, because of “name”.');
});

it.each([
  ['ENOTFOUND', 'There is no name chat.example.'],
  ['EAI_AGAIN', 'No name server says what chat.example is.'],
])('tells by %s whether there is no such name, or nobody to ask', async (code, cause) => {
  const lookup = () => Promise.reject(Object.assign(new Error('no'), { code }));
  expect((await finding('name', { url: 'https://chat.example' }, { lookup })).cause).toBe(cause);
});

it('says that nothing listens', async () => {
  const { port } = await quietPorts('port');
  const found = await examined({ url: `http://127.0.0.1:${port}` });
  expect(found.with('wrong')).toEqual(['reach']);
  expect(found.of('reach')).toMatchObject({
    cause: `127.0.0.1 does not answer on port ${port}: nothing listens there.`,
    cure: `Start the proxy or the chat there, and have it listen on port ${port} of that address, not of 127.0.0.1 alone.`,
  });
});

it('takes the next address of a name where one refuses at once', async () => {
  await using server = await startChatServer();
  const lookup = () => Promise.resolve([{ address: '127.0.0.2', family: 4 }, local]);
  const found = await examined({ url: `http://chat.localhost:${server.port}` }, { lookup });
  expect(found.with('wrong')).toEqual([]);
  expect(found.of('reach').cause).toBe(`Port ${server.port} of 127.0.0.1 is open.`);
});
