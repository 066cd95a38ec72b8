import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqliteLog } from '../../../../server/log/sqlite/sqlite-log.ts';
import { draft } from '../../../support/drafts.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

describe('erasing a participant', () => {
  it('leaves no byte of their words, their name or their id in any file', async () => {
    using folder = temporaryFolder();
    const log = await openSqliteLog(join(folder.path, 'log.sqlite'));
    const bo = { participant: 'bo-xyzzy', author: '{"id":"bo-xyzzy","name":"Bo Plugh","role":"guest"}' };
    // Enough, and in such an order, that pages are split and rows are moved.
    for (let batch = 0; batch < 30; batch++)
      await log.append(
        Array.from({ length: 20 }, (_, index) => {
          const by = (batch + index) % 3 === 0 ? bo : {};
          const words = 'participant' in by ? 'frobozz ' : 'hello ';
          return draft(words.repeat(1 + ((batch * 7 + index) % 90)), {
            ...by,
            draftId: `${(batch * 7_919 + index * 104_729) % 1_000_003}`,
            room: `room-${index % 4}`,
          });
        }),
      );
    const found = () =>
      ['frobozz', 'Plugh', 'xyzzy'].filter((word) =>
        readdirSync(folder.path).some((file) => readFileSync(join(folder.path, file)).includes(word)),
      );
    expect(found()).toEqual(['frobozz', 'Plugh', 'xyzzy']);
    expect(await log.erase('bo-xyzzy')).toBe(200);
    expect(found()).toEqual([]);
    await log.close();
    expect(found()).toEqual([]);
  });

  it('waits for a back-up under way, which would hold on to what was there', async () => {
    using folder = temporaryFolder();
    const log = await openSqliteLog(join(folder.path, 'log.sqlite'));
    await log.append([draft('one')]);
    const ended: string[] = [];
    await Promise.all([
      log.backUp(join(folder.path, 'copy.sqlite')).then(() => ended.push('back-up')),
      log.erase('ann').then(() => ended.push('erasure')),
    ]);
    expect(ended).toEqual(['back-up', 'erasure']);
    await log.close();
  });
});
