// Entries that were given up, and that somebody wants sent again: one after the other, each once.
import type { Clock } from '../clock.ts';
import type { EntryRecord, Log } from '../log/log.ts';
import type { DeadLetter, WebhookStore } from '../log/webhook-store.ts';
import type { Outcome } from './sender.ts';

/** Of one question to the log; none is found twice, for it is wanted no longer then. */
const lettersAtOnce = 20;

export interface LetterServices {
  readonly log: Pick<Log, 'read'>;
  readonly store: Pick<WebhookStore, 'findDeadLetters' | 'changeWebhook'>;
  readonly clock: Pick<Clock, 'time'>;
  readonly isOn: () => boolean;
  readonly send: (room: string, record: EntryRecord) => Promise<Outcome>;
}

/** Resolves with the reason where the webhook said that it is gone for good. */
export async function sendWantedLetters(
  webhook: string,
  services: LetterServices,
): Promise<string | undefined> {
  const { store, isOn } = services;
  const wanted = { webhook, areWanted: true, before: Number.MAX_SAFE_INTEGER, limit: lettersAtOnce };
  for (let isMore = true; isMore && isOn();) {
    const letters = await store.findDeadLetters(wanted);
    isMore = letters.length === lettersAtOnce;
    for (const letter of letters.toReversed()) {
      if (!isOn()) break;
      const outcome = await sendOne(letter, services);
      if (outcome.is === 'gone') return outcome.reason;
    }
  }
  return undefined;
}

async function sendOne(
  { id, webhook, room, seq }: DeadLetter,
  { log, store, clock, isOn, send }: LetterServices,
): Promise<Outcome> {
  const { entries } = await log.read(room, { after: seq - 1, limit: 1 });
  const record = entries[0];
  // It is kept no longer.
  const outcome: Outcome = record?.seq === seq ? await send(room, record) : { is: 'taken' };
  if (outcome.is === 'taken') await store.changeWebhook({ webhook, forget: id });
  else if (outcome.is === 'failed' && isOn())
    await store.changeWebhook({
      webhook,
      buryAgain: { id, reason: outcome.reason, at: clock.time() },
    });
  return outcome;
}
