// Places of webhooks and their dead letters, as rows of any database.
import type { DeadLetter, DuePlace, WebhookPlace } from './webhook-store.ts';

export interface PlaceRow {
  readonly room: string;
  readonly head: number;
  readonly seq: number;
  readonly attempts: number | null;
  readonly since: number | null;
}

export interface LetterRow extends Omit<DeadLetter, 'isWanted'> {
  readonly wanted: number;
}

export function readPlace({ room, head, seq, attempts, since }: PlaceRow): DuePlace {
  const place = { room, head, seq };
  return attempts === null || since === null ? place : { ...place, trouble: { attempts, since } };
}

export function placeValues({ room, seq, trouble }: WebhookPlace) {
  return { room, seq, attempts: trouble?.attempts ?? null, since: trouble?.since ?? null };
}

export function readLetter({ wanted, ...letter }: LetterRow): DeadLetter {
  return { ...letter, isWanted: wanted !== 0 };
}
