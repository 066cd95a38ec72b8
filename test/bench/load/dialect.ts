// What the load generator must know of a target's language: how to greet, how to post, and what a
// frame is by a look at its first bytes.

export type FrameKind = 'delivery' | 'accepted' | 'ready' | 'answer' | 'refused' | 'other';

/** Where a client was when it was cut. */
export interface Since {
  readonly epoch: string;
  readonly seq: number;
  /** Draft ids of the newest entries it held. */
  readonly tail: readonly string[];
}

export interface Dialect {
  readonly subprotocol: string | undefined;
  /** Bytes between a text's end and the end of its frame. */
  readonly textTail: number;
  /** Whether a post is acknowledged by a frame of its own; else its echo has to do. */
  readonly acknowledges: boolean;
  path(room: string): string;
  /** Whether an upgraded socket is in its room already, and not by a later frame. */
  readonly readyAtUpgrade: boolean;
  /** What the client says first, if anything. */
  greeting(since: Since | undefined): string | undefined;
  /** A post; the draft's number is eight zeros, to be filled in where they stand first. */
  post(publisher: string, text: string): string;
  kind(bytes: Buffer, start: number, end: number): FrameKind;
  /** What to say to a frame of kind `answer`. */
  answer(bytes: Buffer, start: number): string;
  /** The number of the draft that was accepted. */
  acceptedNumber(bytes: Buffer, start: number): number;
  /** The place of a delivery in its room's order, or 0 where the target tells none. */
  seq(bytes: Buffer, start: number): number;
}
