// What the server said, or that it made no sense. Only what is counted with is looked at: the rest is
// shown as it is, and unknown types are for others to ignore.
import type { ServerMessage } from '../../protocol/server-messages.ts';

/** Undefined for what no server of this wire says. */
export function readFrame(data: unknown): ServerMessage | undefined {
  let message: unknown;
  try {
    message = JSON.parse(String(data));
  } catch {
    return undefined;
  }
  return isSound(message) ? message : undefined;
}

function isSound(message: unknown): message is ServerMessage {
  if (!isObject(message) || typeof message.type !== 'string') return false;
  switch (message.type) {
    case 'welcome':
      return isObject(message.you) && isSeq(message.head) && areEntries(message.entries);
    case 'page':
      return areEntries(message.entries);
    case 'accepted':
    case 'head':
      return isSeq(message.seq);
    case 'ping':
    case 'pong':
      return true;
    default:
      return !('seq' in message && 'at' in message) || isEntry(message);
  }
}

function areEntries(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => isObject(entry) && isEntry(entry));
}

/** Entries of a kind that is known come from somebody. */
function isEntry({ type, seq, from }: Record<string, unknown>): boolean {
  return isSeq(seq) && (isObject(from) || !knownEntries.has(type));
}

const knownEntries: ReadonlySet<unknown> = new Set([
  'message',
  'edit',
  'removal',
  'reaction',
  'pin',
  'notice',
]);

function isSeq(value: unknown): boolean {
  return Number.isSafeInteger(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
