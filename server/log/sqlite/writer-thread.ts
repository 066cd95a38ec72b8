// The thread that writes the SQLite file: a slow disk stalls this thread, never the server's loop.
import type { KeepingChange } from '../keeping.ts';
import type { DraftRecord } from '../log.ts';
import type { StandingChange } from '../standing.ts';
import type { WebhookChange } from '../webhook-store.ts';
import { SqliteStore } from './sqlite-store.ts';
import { host } from './thread-host.ts';

export type WriterRequest =
  | { readonly act: 'append'; readonly drafts: readonly DraftRecord[] }
  | { readonly act: 'probe' }
  | {
      readonly act: 'expire';
      readonly before: number;
      readonly from: number;
      readonly except: ReadonlyMap<string, number>;
    }
  | { readonly act: 'erase'; readonly participant: string }
  | { readonly act: 'forget' }
  | { readonly act: 'empty-wal' }
  | { readonly act: 'standing'; readonly change: StandingChange }
  | { readonly act: 'keeping'; readonly change: KeepingChange }
  | { readonly act: 'begin-webhook'; readonly webhook: string; readonly patterns: readonly string[] }
  | { readonly act: 'webhook'; readonly change: WebhookChange }
  | { readonly act: 'want-letter'; readonly id: number };

host<WriterRequest>((path) => {
  const store = new SqliteStore(path);
  return {
    opened: store.epoch,
    close: () => store.close(),
    act: (request) => act(store, request),
  };
});

function act(store: SqliteStore, request: WriterRequest): unknown {
  switch (request.act) {
    case 'append':
      return store.append(request.drafts);
    case 'probe':
      return store.probe();
    case 'expire':
      return store.expire(request.before, request.from, request.except);
    case 'erase':
      return { count: store.erase(request.participant), epoch: store.epoch };
    case 'forget':
      return store.forget();
    case 'empty-wal':
      return store.emptyWal();
    case 'standing':
      return store.changeStanding(request.change);
    case 'keeping':
      return store.changeKeeping(request.change);
    case 'begin-webhook':
      return store.beginWebhook(request.webhook, request.patterns);
    case 'webhook':
      return store.changeWebhook(request.change);
    case 'want-letter':
      return store.wantDeadLetter(request.id);
  }
}
