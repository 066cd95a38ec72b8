import { describe, expect, it } from 'vitest';
import { stopOnSignal } from '../../server/stop-on-signal.ts';
import { settled } from '../support/settled.ts';

/** A process that is told to end, and how it did; it goes on afterwards, as no real one does. */
function createProcess() {
  const hearers = new Map<string, () => void>();
  const exits: (number | string)[] = [];
  let told = '';
  let wake = (): void => {};
  return {
    exits,
    told: () => told,
    signal: (name: 'SIGINT' | 'SIGTERM') => hearers.get(name)!(),
    exited: new Promise<void>((resolve) => (wake = resolve)),
    process: {
      pid: 7,
      kill: (pid: number, signal: string) => (exits.push(`${signal} ${pid}`), wake()),
      on: (name: string, hear: () => void) => void hearers.set(name, hear),
      exit: (code: number) => (exits.push(code), wake()),
      stderr: { write: (text: string) => (told += text) },
    },
  };
}

describe('a signal', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('lets everything finish: %s', async (name) => {
    const { exits, process, signal, told } = createProcess();
    let finish = (): void => {};
    stopOnSignal(() => new Promise((resolve) => (finish = resolve)), process);
    signal(name);
    await settled();
    expect(exits).toEqual([]);
    finish();
    await settled();
    expect([exits, told()]).toEqual([[0], '']);
  });

  it('that comes twice does not wait', () => {
    const { exits, process, signal, told } = createProcess();
    let closes = 0;
    stopOnSignal(() => (closes++, new Promise(() => {})), process);
    signal('SIGTERM');
    signal('SIGINT');
    expect([closes, exits]).toEqual([1, ['SIGKILL 7']]);
    expect(told()).toMatch(/^A second signal came, .*\n$/);
  });

  it('ends also what cannot end in order, and says so', async () => {
    const { exits, process, signal, told } = createProcess();
    stopOnSignal(() => Promise.reject(new Error('disk I/O error')), process);
    signal('SIGTERM');
    await settled();
    expect([exits, told()]).toEqual([
      [1],
      'The server could not end in order: disk I/O error. What was acknowledged is on disk.\n',
    ]);
  });

  it('ends also what does not end at all', async () => {
    const { exited, exits, process, signal, told } = createProcess();
    stopOnSignal(() => new Promise(() => {}), process, 1);
    signal('SIGTERM');
    await exited;
    expect(exits).toEqual(['SIGKILL 7']);
    expect(told()).toMatch(/^The end took too long.*See whether the disk of the data folder answers\.\n$/);
  });
});
