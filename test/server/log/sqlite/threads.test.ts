import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { join } from 'node:path';
import { LogUnavailable, type Log } from '../../../../server/log/log.ts';
import { openSqliteLog } from '../../../../server/log/sqlite/sqlite-log.ts';
import { draft } from '../../../support/drafts.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../support/temporary-folder.ts';

const everything = { before: Number.MAX_SAFE_INTEGER, limit: 1_000 };

/** An open log, and its threads in the order in which they were started: the writer, the reader. */
async function open(): Promise<{ log: Log; folder: TemporaryFolder; threads: readonly Worker[] }> {
  const folder = temporaryFolder();
  const threads: Worker[] = [];
  const note = (worker: Worker) => void threads.push(worker);
  process.on('worker', note);
  const log = await openSqliteLog(join(folder.path, 'log.sqlite'));
  onTestFinished(async () => {
    process.off('worker', note);
    await log.close();
    folder[Symbol.dispose]();
  });
  return { log, folder, threads };
}

describe('a thread of the log that dies', () => {
  it('is started again, and everything that was acknowledged is there', async () => {
    const { log, threads } = await open();
    const { epoch } = log;
    for (let death = 1; death <= 3; death++) {
      await log.append([draft(`before ${death}`)]);
      const writer = threads.findLast((_, index) => index !== 1);
      await writer!.terminate();
      expect(await log.append([draft(`before ${death}`), draft(`after ${death}`)])).toEqual([
        { outcome: 'twin', seq: death * 2 - 1 },
        { outcome: 'committed', seq: death * 2 },
      ]);
    }
    expect(log.epoch).toBe(epoch);
    expect((await log.read('lobby', everything)).head).toBe(6);
  });

  it('rejects what it was asked, for nobody knows how far it came', async () => {
    const { log, threads } = await open();
    const pending = Array.from({ length: 50 }, (_, index) => log.append([draft(`${index}`)]));
    const outcomes = Promise.allSettled(pending);
    await threads[0]!.terminate();
    const acknowledged = (await outcomes).filter(({ status }) => status === 'fulfilled').length;
    for (const outcome of await outcomes)
      if (outcome.status === 'rejected') {
        expect(outcome.reason).toBeInstanceOf(LogUnavailable);
        expect(String(outcome.reason)).toMatch(/The thread of .* ended by itself\. It is started again\.$/);
      }
    const { head } = await log.read('lobby', everything);
    expect(head).toBeGreaterThanOrEqual(acknowledged);
    expect(await log.append([draft('next')])).toEqual([{ outcome: 'committed', seq: head + 1 }]);
  });

  it('is started again when it threw where nobody catches', async () => {
    const { log, threads } = await open();
    const exited = new Promise((resolve) => threads[0]!.once('exit', resolve));
    // What no thread expects: it throws where nobody catches.
    threads[0]!.postMessage(null);
    await expect(log.append([draft('lost')])).rejects.toThrow(/^The log .* failed: TypeError: .*\.$/);
    await exited;
    expect(await log.append([draft('next')])).toEqual([{ outcome: 'committed', seq: 1 }]);
  });

  it('leaves reads to go on while the writer is away', async () => {
    const { log, threads } = await open();
    await log.append([draft('one')]);
    await threads[0]!.terminate();
    expect((await log.read('lobby', everything)).head).toBe(1);
  });

  it('may be the one that reads', async () => {
    const { log, threads } = await open();
    await log.append([draft('one')]);
    await threads[1]!.terminate();
    expect((await log.read('lobby', everything)).head).toBe(1);
  });

  it('is not started again once the log was closed', async () => {
    const { log, threads } = await open();
    await threads[0]!.terminate();
    await log.close();
    const { length } = threads;
    await expect(log.append([draft('late')])).rejects.toThrow('The log was closed.');
    expect(threads).toHaveLength(length);
  });
});

describe('a back-up whose thread dies', () => {
  it('is rejected, and the next is made', async () => {
    const { log, folder, threads } = await open();
    const copy = join(folder.path, 'copy.sqlite');
    const started = once(process, 'worker');
    const rejected = expect(log.backUp(copy)).rejects.toThrow(
      new LogUnavailable('The back-up ended by itself. Try again.'),
    );
    await started;
    await threads[2]!.terminate();
    await rejected;
    await log.backUp(`${copy}-2`);
  });

  it('tells what the thread died of', async () => {
    const { log, folder, threads } = await open();
    const started = once(process, 'worker');
    const rejected = expect(log.backUp(join(folder.path, 'copy.sqlite'))).rejects.toThrow(
      'No memory is left.',
    );
    await started;
    // As Node tells of a thread that has used up its memory.
    threads[2]!.emit('error', new Error('No memory is left.'));
    await rejected;
  });
});
