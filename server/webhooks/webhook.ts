// A webhook as the server has it: where it is, what it is signed with, and what it is told of.
import { createHash } from 'node:crypto';
import { matchesRoom } from '../config/room-pattern.ts';
import type { WebhookSettings } from '../config/webhook-setting.ts';
import type { EntryKind } from '../log/log.ts';
import { readKeys } from '../signing.ts';

export interface Webhook {
  /** By which its places are kept. */
  readonly name: string;
  readonly url: URL;
  readonly keys: readonly Uint8Array[];
  /** Names, or beginnings with a star. */
  readonly rooms: readonly string[];
  readonly events: ReadonlySet<EntryKind>;
  /** What is tried in vain for so long is given up. */
  readonly giveUpMs: number;
  /** Whether it may be in the owner’s own network. */
  readonly allowPrivate: boolean;
}

const hourMs = 60 * 60_000;

/** Of the digest of an address: enough to tell twenty apart. */
const shownDigits = 8;

/** Throws a ConfigError for a secret that cannot be read or used. */
export function createWebhooks(all: readonly WebhookSettings[]): readonly Webhook[] {
  return all.map(({ name, url, secret, secretFile, rooms, events, giveUpHours, allowPrivate }) => {
    const called = name ?? nameOf(new URL(url));
    const keys = readKeys(`webhook ${called}`, { secret, secretFile });
    return {
      ...{ name: called, url: new URL(url), keys, rooms, events: new Set(events), allowPrivate },
      giveUpMs: giveUpHours * hourMs,
    };
  });
}

export function wantsRoom({ rooms }: Webhook, room: string): boolean {
  return rooms.some((pattern) => matchesRoom(pattern, room));
}

/** Its path may be a secret: only its host is told. */
function nameOf({ hostname, href }: URL): string {
  return `${hostname}-${createHash('sha256').update(href).digest('hex').slice(0, shownDigits)}`;
}
