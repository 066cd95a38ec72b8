import { describe, expect, it } from 'vitest';
import { startChatServer } from '../support/chat-server.ts';
import { openFiles } from './open-files.ts';
import { Random } from './random.ts';
import { converse } from './sessions.ts';

const frames = 6_000;

describe('conversations with something done to their bytes', () => {
  it(`end as RFC 6455 and the wire say, over ${frames} frames, and harm nobody else`, async () => {
    await using server = await startChatServer({
      maxConnectionsPerAddress: 10_000,
      rooms: [{ name: 'lobby' }, { name: 'garden' }],
    });
    const bystander = server.connect({ path: '/rooms/garden' });
    bystander.say({ type: 'hello', name: 'Bo' });
    await bystander.next('welcome');
    const open = openFiles();
    await converse(new Random(1), server.port, frames);
    bystander.say({ type: 'post', draftId: 'd1', text: 'still here' });
    expect(await bystander.next('message')).toMatchObject({ seq: 1, text: 'still here' });
    expect(server.telemetry.told.filter((line) => line.startsWith('failed'))).toEqual([]);
    // Every socket that was opened is closed.
    await expect.poll(() => openFiles() ?? 0, { timeout: 15_000 }).toBeLessThanOrEqual(open ?? Infinity);
  }, 300_000);
});
