import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSqliteLog } from '../../../../server/log/sqlite/sqlite-log.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { describeDurableLog } from '../durable-log-contract.ts';

const endlessWriter = fileURLToPath(new URL('endless-writer.ts', import.meta.url));

describeDurableLog('SQLite', () => {
  const folder = temporaryFolder();
  const path = join(folder.path, 'log.sqlite');
  return {
    open: () => openSqliteLog(path),
    endlessWriter: [endlessWriter, path],
    dispose: () => folder[Symbol.dispose](),
  };
});
