import { statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askServer } from '../../../server/control/control-client.ts';
import { controlPath, listenForCommands, type Controls } from '../../../server/control/control-socket.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function listening(over: Partial<Controls> = {}) {
  const folder = temporaryFolder();
  const advice: string[] = [];
  const controls = {
    backup: () => Promise.resolve(),
    erase: () => Promise.resolve(3),
    consoleLink: () => Promise.resolve('https://chat/console#key=x'),
    ...over,
  };
  const stop = await listenForCommands(
    folder.path,
    { advised: (sentence) => void advice.push(sentence) },
    controls,
  );
  return {
    data: folder.path,
    advice,
    async [Symbol.asyncDispose]() {
      await stop();
      folder[Symbol.dispose]();
    },
  };
}

/** Says a line as it is; resolves with the line that comes back. */
async function say(data: string, line: string): Promise<string> {
  const socket = createConnection(controlPath(data));
  socket.write(`${line}\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return answer.toString();
}

describe('the control socket', () => {
  it('hands commands on, and brings their answers', async () => {
    const files: string[] = [];
    await using server = await listening({ backup: (file) => Promise.resolve(void files.push(file)) });
    expect(await askServer(server.data, { command: 'backup', file: '/copy' })).toEqual({ done: true });
    expect(files).toEqual(['/copy']);
    expect(await askServer(server.data, { command: 'erase', participant: 'ann' })).toEqual({
      done: true,
      count: 3,
    });
  });

  it('hands out a link into the console', async () => {
    await using server = await listening();
    expect(await askServer(server.data, { command: 'console-link' })).toEqual({
      done: true,
      link: 'https://chat/console#key=x',
    });
  });

  it('brings what went wrong', async () => {
    await using server = await listening({ backup: () => Promise.reject(new Error('No space there.')) });
    await expect(askServer(server.data, { command: 'backup', file: '/copy' })).rejects.toThrow(
      'No space there.',
    );
  });

  it.each(['nonsense', '{}', '{"command":"format"}', '{"command":"erase"}'])('survives %s', async (line) => {
    await using server = await listening();
    expect(await say(server.data, line)).toMatch(/^\{"failed":/);
    expect(await askServer(server.data, { command: 'erase', participant: 'ann' })).toEqual({
      done: true,
      count: 3,
    });
  });

  it('is for its owner alone', async () => {
    await using server = await listening();
    expect(statSync(controlPath(server.data)).mode & 0o777).toBe(0o600);
  });

  it('takes the place of one that a killed server left', async () => {
    using folder = temporaryFolder();
    writeFileSync(controlPath(folder.path), '');
    const stop = await listenForCommands(
      folder.path,
      { advised: () => {} },
      {
        backup: () => Promise.resolve(),
        erase: () => Promise.resolve(1),
        consoleLink: () => Promise.resolve(''),
      },
    );
    expect(await askServer(folder.path, { command: 'erase', participant: 'ann' })).toEqual({
      done: true,
      count: 1,
    });
    await stop();
  });

  it('tells the owner where there can be none', async () => {
    const advice: string[] = [];
    const nowhere = join('/proc', 'no', 'such', 'folder');
    const controls = {
      backup: () => Promise.resolve(),
      erase: () => Promise.resolve(0),
      consoleLink: () => Promise.resolve(''),
    };
    const stop = await listenForCommands(
      nowhere,
      { advised: (sentence) => void advice.push(sentence) },
      controls,
    );
    expect(advice.join()).toMatch(/cannot reach this server .* --data/);
    await stop();
  });

  it('is nobody to ask where no server runs', async () => {
    using folder = temporaryFolder();
    expect(await askServer(folder.path, { command: 'erase', participant: 'ann' })).toBeUndefined();
  });
});
