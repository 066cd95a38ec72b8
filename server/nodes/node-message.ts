// What one node says to the others over the bus. A node of another version may say more, or less: what is not
// understood is passed over.
import type { Participant, Refused } from '../../protocol/server-messages.ts';
import type { Upload } from '../../protocol/upload.ts';
import type { EntryRecord } from '../log/log.ts';
import type { Roster, Writer } from '../room/relay.ts';

/** About one room; its name is the topic. */
export type RoomMessage =
  /** Committed in this epoch of the log, in order of seq. */
  | { readonly type: 'entries'; readonly epoch: string; readonly records: readonly EntryRecord[] }
  /** The standing of the room was changed in the log. */
  | { readonly type: 'standing' }
  | ({ readonly type: 'present' } & Roster)
  /** Whoever has somebody in the room says so. */
  | { readonly type: 'who' }
  | { readonly type: 'typing'; readonly writer: Writer; readonly on: boolean }
  | { readonly type: 'kicked'; readonly participant: string }
  | { readonly type: 'told'; readonly participant: string; readonly refused: Refused };

/** About all of them; the topic is `everyRoom`. */
export type GeneralMessage =
  /** The node lives; said again and again. */
  | { readonly type: 'alive' }
  /** It goes, and takes its people along. */
  | { readonly type: 'gone' }
  /** Who keeps the chat, or what they set, was changed in the log. */
  | { readonly type: 'keeping' }
  /** What the node said lately may be lost: the log has it. */
  | { readonly type: 'look' }
  /** The log is in another epoch. */
  | { readonly type: 'epoch' }
  /** Somebody is to be erased, or was: what of theirs is in memory goes. */
  | { readonly type: 'erased'; readonly participant: Participant['id'] }
  /** Who acted so much lately that other nodes have to know: how much, by key. */
  | { readonly type: 'spent'; readonly costs: Readonly<Record<string, number>> }
  /** What came up for a stream that this node does not hold. */
  | ({ readonly type: 'said' } & Upload);

export type NodeMessage = RoomMessage | GeneralMessage;

/** With the id of who says it. */
export type Envelope = NodeMessage & { readonly from: string };

export function encode(from: string, message: NodeMessage): string {
  return JSON.stringify({ from, ...message });
}

/** Undefined for what no node says. */
export function decode(text: string): Envelope | undefined {
  try {
    const message = JSON.parse(text) as Envelope | null;
    return typeof message?.from === 'string' && typeof message.type === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}
