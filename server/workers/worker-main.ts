// The program of a worker. Signals are for the primary, also where everyone gets them, as by Ctrl+C.
import { outliveReaders } from '../outlive-readers.ts';
import { channelOf } from './channel.ts';
import type { PrimarySaid, WorkerSaid } from './messages.ts';
import { work } from './worker.ts';

outliveReaders(process);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
work(channelOf<PrimarySaid, WorkerSaid>(process, 'disconnect'), process);
