// Holds one SQLite log at a time and answers what its parent asks of it, as the primary does for a worker.
import { openSqliteLog } from '../../server/log/sqlite/sqlite-log.ts';
import { channelOf } from '../../server/workers/channel.ts';
import { CountedLog } from '../../server/workers/counted-log.ts';
import { LogHost } from '../../server/workers/log-host.ts';
import type { PrimarySaid, WorkerSaid } from '../../server/workers/messages.ts';
import type { HostAsked, HostSaid } from './log-host.ts';

const parent = channelOf<WorkerSaid | HostAsked, PrimarySaid | HostSaid>(process, 'disconnect');
let hear: (asked: WorkerSaid) => void;
let close: () => Promise<void>;

parent.hear((asked) => {
  if (asked.type === 'open') void open(asked.path);
  else if (asked.type === 'shut') void close().then(() => parent.send({ type: 'shut' }));
  else hear(asked);
});

async function open(path: string): Promise<void> {
  const log = new CountedLog(await openSqliteLog(path), new Map([['guests', 'known']]));
  const host = new LogHost(log);
  host.serve({ send: parent.send, hear: (hearer) => (hear = hearer), onEnd: () => {} });
  close = () => log.close();
  parent.send({ type: 'opened', epoch: host.epoch });
}
