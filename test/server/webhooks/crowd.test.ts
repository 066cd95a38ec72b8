// More rooms than a courier holds, and a receiver that is not there for all of them.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqliteLog } from '../../../server/log/sqlite/sqlite-log.ts';
import { mostLines } from '../../../server/webhooks/courier.ts';
import { createWebhooks } from '../../../server/webhooks/webhook.ts';
import { Webhooks } from '../../../server/webhooks/webhooks.ts';
import { draft } from '../../support/drafts.ts';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { JumpingClock } from '../../support/jumping-clock.ts';
import { createRecorder } from '../../support/recorder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { until } from '../../support/until.ts';
import { startReceiver } from '../../support/webhook-receiver.ts';

const patience = { timeout: 120_000 };

async function start(count: number) {
  const receiver = endsWithTest(await startReceiver());
  const folder = endsWithTest(temporaryFolder());
  const log = await openSqliteLog(join(folder.path, 'log.sqlite'));
  const clock = new JumpingClock();
  const telemetry = createRecorder();
  const webhooks = new Webhooks(createWebhooks([receiver.settings()]), {
    ...{ log, clock, telemetry, isShared: false },
  });
  endsWithTest({
    async [Symbol.asyncDispose]() {
      await webhooks.close();
      await log.close();
    },
  });
  await log.beginWebhook('shop', ['*']);
  const names = Array.from({ length: count }, (_, index) => `room-${`${index}`.padStart(5, '0')}`);
  const write = (text: string) => log.append(names.map((room) => draft(text, { room })));
  return { receiver, clock, webhooks, names, write };
}

describe('a webhook of many rooms', patience, () => {
  it('is told of all of them, of four at a time', async () => {
    const { receiver, webhooks, names, write } = await start(mostLines + 500);
    await write('one');
    let underWay = 0;
    let most = 0;
    receiver.answer((one) => {
      one.status = 204;
      return (response) => {
        most = Math.max(most, ++underWay);
        setImmediate(() => {
          underWay--;
          response.writeHead(204).end();
        });
      };
    });
    await webhooks.start();
    await until('all of them', () => receiver.received.length === names.length, 60_000);
    await write('two');
    for (const room of names) webhooks.hint(room);
    await until('all of them again', () => receiver.received.length === 2 * names.length, 60_000);
    expect(new Set(receiver.received.map(({ event }) => event.data.room)).size).toBe(names.length);
    expect(most).toBe(4);
  });

  it('is asked little while it takes nothing, and told everything as soon as it answers', async () => {
    const { receiver, clock, webhooks, names, write } = await start(100);
    await write('one');
    receiver.answer(() => 503);
    await webhooks.start();
    await until('the first attempts', () => receiver.received.length >= 4);
    const first = receiver.received.length;
    for (let attempt = first + 1; attempt < first + 5; attempt++)
      await until('another attempt', () => {
        clock.jump(1_000);
        return receiver.received.length >= attempt;
      });
    // What was under way with the four, and then one at a time.
    expect(first).toBeLessThanOrEqual(7);
    expect(receiver.received.length).toBeLessThanOrEqual(12);
    receiver.answer(() => 204);
    await until('everything', () => {
      clock.jump(1_000);
      return receiver.texts.length === names.length;
    });
    expect(receiver.received.length).toBeLessThanOrEqual(names.length + 14);
  });
});
