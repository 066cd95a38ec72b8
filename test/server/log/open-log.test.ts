import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LogUnavailable } from '../../../server/log/log.ts';
import { backUpLog, eraseFrom, openLog, restoreLog } from '../../../server/log/open-log.ts';
import { draft } from '../../support/drafts.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('the log in a data folder', () => {
  it('is one file, made where there is none', async () => {
    using folder = temporaryFolder();
    const log = await openLog({ data: join(folder.path, 'data') });
    expect(existsSync(join(folder.path, 'data', 'log.sqlite'))).toBe(true);
    await log.close();
  });

  it('is not made where it must be there already', async () => {
    using folder = temporaryFolder();
    const place = { data: folder.path };
    for (const looked of [eraseFrom(place, 'ann'), backUpLog(place, join(folder.path, 'copy'), () => {})]) {
      await expect(looked).rejects.toThrow(LogUnavailable);
      await expect(looked).rejects.toThrow(
        `There is no log in the folder ${folder.path}. Name the data folder of the server with --data.`,
      );
    }
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('takes a back-up in its place', async () => {
    using folder = temporaryFolder();
    const [data, copy] = [join(folder.path, 'data'), join(folder.path, 'copy.sqlite')];
    const log = await openLog({ data });
    await log.append([draft('one')]);
    await log.backUp(copy);
    await log.append([draft('two')]);
    await log.close();
    const { entries, aside } = await restoreLog(
      { data },
      { copy, replace: true, now: new Date(0), onProgress: () => {} },
    );
    expect([entries, aside]).toEqual([1, join(data, 'log.sqlite.1970-01-01T00-00-00.000Z')]);
    const restored = await openLog({ data });
    expect((await restored.read('lobby', { after: 0, limit: 10 })).head).toBe(1);
    await restored.close();
  });
});
