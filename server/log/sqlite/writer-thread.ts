// The thread that owns the SQLite file: a slow disk stalls this thread, never the server's loop.
import { parentPort, workerData } from 'node:worker_threads';
import { LogUnavailable, type DraftRecord, type LogRange } from '../log.ts';
import { SqliteStore } from './sqlite-store.ts';

export type WriterRequest =
  | { readonly id: number; readonly act: 'append'; readonly drafts: readonly DraftRecord[] }
  | { readonly id: number; readonly act: 'read'; readonly room: string; readonly range: LogRange }
  | { readonly id: number; readonly act: 'close' };

export type WriterReport =
  | { readonly opened: string }
  | { readonly notOpened: string; readonly expected: boolean }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly problem: string };

const port = parentPort!;
const report = (message: WriterReport) => port.postMessage(message);

try {
  const store = new SqliteStore((workerData as { path: string }).path);
  report({ opened: store.epoch });
  port.on('message', (request: WriterRequest) => answer(store, request));
} catch (error) {
  report({ notOpened: message(error), expected: error instanceof LogUnavailable });
}

function answer(store: SqliteStore, request: WriterRequest): void {
  try {
    report({ id: request.id, result: act(store, request) });
  } catch (error) {
    report({ id: request.id, problem: message(error) });
  }
  if (request.act === 'close') port.close();
}

function act(store: SqliteStore, request: WriterRequest): unknown {
  switch (request.act) {
    case 'append':
      return store.append(request.drafts);
    case 'read':
      return store.read(request.room, request.range);
    case 'close':
      return store.close();
  }
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
