import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEngines } from '../../server/engines.ts';
import { ownPostgres } from '../support/own-postgres.ts';
import { postgresIsHere } from '../support/postgres.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe.skipIf(!postgresIsHere)('engines', () => {
  const postgres = ownPostgres();

  it('have a folder in which commands are heard where the log is elsewhere', async () => {
    using folder = temporaryFolder();
    const data = join(folder.path, 'not', 'there');
    const { log, bus } = await openEngines({ data, log: await postgres.engine.createSchema() }, data);
    expect(existsSync(data)).toBe(true);
    bus?.listen({ heard: () => {}, missed: () => {}, failed: () => {} });
    await bus?.close();
    await log.close();
  });
});
