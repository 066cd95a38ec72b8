// What the server said, or that it made no sense. Only what is counted with is looked at: the rest is
// shown as it is, and unknown types are for others to ignore.
import type { ServerMessage } from '../../protocol/server-messages.ts';

type Parsed = Readonly<Partial<Record<string, unknown>>>;

/** Undefined for what no server of this wire says. */
export function readFrame(data: unknown): ServerMessage | undefined {
  try {
    const message = JSON.parse(String(data)) as Parsed;
    return isSound(message) ? (message as unknown as ServerMessage) : undefined;
  } catch {
    return undefined;
  }
}

/** Looking into what is no object, or no list, fails as well. */
function isSound(message: Parsed): boolean {
  const { type, you, entries } = message;
  if (/^(welcome|page|entries)$/.test(String(type)))
    return (type !== 'welcome' || !!you) && (entries as readonly Parsed[]).every(isEntry);
  return typeof type === 'string' && isEntry(message);
}

/** Entries that can be shown have a place and an author; of others it is enough that they are there. */
function isEntry({ type, seq, from }: Parsed): boolean {
  return !shown.test(String(type)) || (Number.isInteger(seq) && !!from);
}

const shown = /^(message|edit|removal|reaction|vote|poll-end|pin|notice)$/;
