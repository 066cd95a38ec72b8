import { once } from 'node:events';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { LogThread, type LogThreadOptions } from '../../../../server/log/sqlite/log-thread.ts';
import type { ReaderRequest } from '../../../../server/log/sqlite/reader-thread.ts';
import type { WriterRequest } from '../../../../server/log/sqlite/writer-thread.ts';
import { draft } from '../../../support/drafts.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** The way to a log that is not there. */
function pathInNewFolder(): string {
  const folder = temporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  return join(folder.path, 'log.sqlite');
}

function start<Request>(options: LogThreadOptions): LogThread<Request> {
  const thread = new LogThread<Request>(options);
  onTestFinished(() => thread.close());
  return thread;
}

const nextThread = async () => ((await once(process, 'worker')) as [Worker])[0];

describe('a thread of the log', () => {
  it('tells what it opened, and answers each request by itself', async () => {
    const opened: unknown[] = [];
    const thread = start<WriterRequest>({
      script: 'writer-thread',
      path: pathInNewFolder(),
      onOpened: (epoch) => opened.push(epoch),
    });
    await thread.ready();
    expect(opened).toEqual([expect.stringMatching(/^[\da-f-]{36}$/)]);
    const outcomes = await Promise.allSettled([
      thread.ask({ act: 'append', drafts: [draft('one')] }),
      thread.ask({ act: 'append', drafts: [draft('refused', { body: null as never })] }),
      thread.ask({ act: 'append', drafts: [draft('two')] }),
    ]);
    expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 'rejected'))).toEqual([
      [{ outcome: 'committed', seq: 1 }],
      'rejected',
      [{ outcome: 'committed', seq: 2 }],
    ]);
    await thread.ready();
  });

  it('answers what it is asked before it works', async () => {
    const thread = start<WriterRequest>({ script: 'writer-thread', path: pathInNewFolder() });
    expect(await thread.ask({ act: 'append', drafts: [draft('one')] })).toEqual([
      { outcome: 'committed', seq: 1 },
    ]);
  });

  it('answers what it was asked before it was closed, and nothing after', async () => {
    const thread = start<WriterRequest>({ script: 'writer-thread', path: pathInNewFolder() });
    await thread.ready();
    const answer = thread.ask({ act: 'append', drafts: [draft('one')] });
    await thread.close();
    expect(await answer).toEqual([{ outcome: 'committed', seq: 1 }]);
    await expect(thread.ask({ act: 'probe' })).rejects.toThrow('The log was closed.');
    await thread.close();
  });

  it('that cannot open the log is closed, and says why', async () => {
    const path = pathInNewFolder();
    const thread = start<ReaderRequest>({ script: 'reader-thread', path });
    await expect(thread.ready()).rejects.toThrow(
      /The data folder .* cannot be used \(unable to open database/,
    );
    await expect(thread.ask({ ask: 'page', room: 'lobby', range: { after: 0, limit: 1 } })).rejects.toThrow(
      'The log was closed.',
    );
  });

  it('that was closed before it worked ends all the same', async () => {
    const started = nextThread();
    const thread = start<WriterRequest>({ script: 'writer-thread', path: pathInNewFolder() });
    const exited = once(await started, 'exit');
    await thread.close();
    await exited;
  });
});

describe('a thread of the log that ended', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'Date'] }));
  afterEach(() => void vi.useRealTimers());

  /** Lets the rest end that the thread takes; returns how long it was and who is started then. */
  async function rest(): Promise<{ restMs: number; worker: Worker }> {
    expect(vi.getTimerCount()).toBe(1);
    const before = Date.now();
    const started = nextThread();
    vi.advanceTimersToNextTimer();
    return { restMs: Date.now() - before, worker: await started };
  }

  it('rests twice as long before each start that fails, up to two seconds', async () => {
    const started = nextThread();
    const thread = start({ script: 'reader-thread', path: pathInNewFolder() });
    let worker = await started;
    const rests: number[] = [];
    while (rests.length < 7) {
      await once(worker, 'exit');
      const next = await rest();
      rests.push(next.restMs);
      worker = next.worker;
    }
    expect(rests).toEqual([50, 100, 200, 400, 800, 1_600, 2_000]);
    await once(worker, 'exit');
    const closed = thread.close();
    vi.advanceTimersToNextTimer();
    await closed;
  });

  it('rests as short as at first once it had worked', async () => {
    const started = nextThread();
    const thread = start<WriterRequest>({ script: 'writer-thread', path: pathInNewFolder() });
    let worker = await started;
    for (let death = 1; death <= 3; death++) {
      await thread.ready();
      await worker.terminate();
      const next = await rest();
      expect(next.restMs).toBe(50);
      worker = next.worker;
    }
  });

  it('is not started again when it was closed while it rested', async () => {
    const path = pathInNewFolder();
    const started = nextThread();
    const thread = start<ReaderRequest>({ script: 'reader-thread', path });
    await once(await started, 'exit');
    const asked = expect(
      thread.ask({ ask: 'page', room: 'lobby', range: { after: 0, limit: 1 } }),
    ).rejects.toThrow('The log was closed.');
    const closed = thread.close();
    const note = vi.fn();
    process.once('worker', note);
    vi.advanceTimersToNextTimer();
    await asked;
    await closed;
    process.off('worker', note);
    expect(note).not.toHaveBeenCalled();
  });
});
