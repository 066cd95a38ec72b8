// What every log must do that is backed up into a file, on top of the contract of all.
import { describe, expect, it } from 'vitest';
import type { Log } from '../../../server/log/log.ts';
import { draft } from '../../support/drafts.ts';
import type { LogUnderTest } from './log-contract.ts';

export interface BackedUpLogUnderTest extends LogUnderTest {
  /** Opens what `backUp` wrote to this path. */
  openCopy(path: string): Promise<Log>;
  /** Where a copy may be written. */
  readonly copyPath: string;
}

const everything = { before: Number.MAX_SAFE_INTEGER, limit: 100_000 };

export function describeBackUp(name: string, createLog: () => BackedUpLogUnderTest): void {
  describe(`${name} log, backed up`, () => {
    it('holds in its copy all that was acknowledged before', async () => {
      const underTest = createLog();
      const log = await underTest.open();
      await log.append([draft('one'), draft('two'), draft('garden', { room: 'garden' })]);
      await log.backUp(underTest.copyPath);
      await log.append([draft('after')]);
      const copy = await underTest.openCopy(underTest.copyPath);
      for (const room of ['lobby', 'garden'])
        expect((await copy.read(room, everything)).entries).toEqual(
          (await log.read(room, everything)).entries.filter(({ draftId }) => draftId !== 'draft-after'),
        );
      await copy.close();
      await log.close();
      await underTest.dispose();
    });
  });
}
