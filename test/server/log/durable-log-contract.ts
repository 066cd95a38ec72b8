// What every log that outlives its process must do on top of the contract of all.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import type { Log } from '../../../server/log/log.ts';

export interface DurableLogUnderTest {
  /** Opens the log; the same one each time. */
  open(): Promise<Log>;
  /** A program that appends to it for ever and prints each acknowledged seq: `node <program> <argument>`. */
  readonly endlessWriter: readonly [program: string, argument: string] | Promise<readonly [string, string]>;
  dispose(): Promise<void> | void;
}

const everything = { before: Number.MAX_SAFE_INTEGER, limit: 100_000 };

export function describeDurableLog(name: string, createLog: () => DurableLogUnderTest): void {
  describe(`${name} log`, () => {
    it('holds every acknowledged entry after the writing process was killed', async () => {
      const underTest = createLog();
      for (let round = 0; round < 3; round++) {
        const acknowledged = await killAmidWriting(await underTest.endlessWriter, 50 + round * 70);
        const log = await underTest.open();
        const { entries, head } = await log.read('lobby', everything);
        expect(acknowledged).toBeGreaterThan(0);
        expect(head).toBeGreaterThanOrEqual(acknowledged);
        expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
        await log.close();
      }
      await underTest.dispose();
    });
  });
}

/** Returns the last seq that the writer printed before it was killed without warning. */
async function killAmidWriting(
  writer: readonly [program: string, argument: string],
  acknowledgements: number,
): Promise<number> {
  const child = spawn(process.execPath, writer, { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = 0;
  let last = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    if (++printed === acknowledgements) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return last;
}
