// The chat without a screen, for one's own interface: a room, and each thing that is done there by its name.
import type { Moderate, Notice, Report } from '../protocol/client-messages.ts';
import { carryOut, type Answer } from './later/asked.ts';
import { RoomClient } from './room-client.ts';
import type { ChatClientOptions } from './room-listener.ts';
import { writingOf } from './writing-ear.ts';

export type { Answer, ChatClientOptions };

export class ChatClient extends RoomClient {
  constructor(options: ChatClientOptions) {
    super(options);
    writingOf(this);
  }

  /**
   * Shows the message at once and sends it as soon as it can be sent; `replyTo` is the seq of the
   * message that it answers. Returns its draft id, or undefined where too many drafts wait already:
   * then nothing was taken.
   */
  post(text: string, replyTo?: number): string | undefined {
    return this.act({ type: 'post', text, ...(replyTo !== undefined && { replyTo }) });
  }

  /**
   * Gives the message with this seq another text. Returns as `post` does, and so do the others; they
   * also return undefined where the server does not know how.
   */
  edit(seq: number, text: string): string | undefined {
    return this.act({ type: 'edit', ref: seq, text });
  }

  /** Takes the message with this seq back. */
  remove(seq: number): string | undefined {
    return this.act({ type: 'remove', ref: seq });
  }

  /** Puts an emoji on the message with this seq, or takes it off. */
  react(seq: number, emoji: string, on: boolean): string | undefined {
    return this.act({ type: 'react', ref: seq, emoji, on });
  }

  /** Asks something, with two to six answers to choose from. */
  poll(text: string, options: readonly string[]): string | undefined {
    return this.act({ type: 'poll', text, options: [...options] });
  }

  /** Chooses an option of the poll with this seq, counted from 0; without one, takes the choice back. */
  vote(seq: number, option?: number): string | undefined {
    return this.act({ type: 'vote', ref: seq, ...(option !== undefined && { option }) });
  }

  /** Has the poll with this seq take no more votes. */
  endPoll(seq: number): string | undefined {
    return this.act({ type: 'end-poll', ref: seq });
  }

  /** Keeps the message with this seq in view, or lets it go. */
  pin(seq: number, on: boolean): string | undefined {
    return this.act({ type: 'pin', ref: seq, on });
  }

  /** Says a line of the room's own, which stands out by its level. */
  notice(text: string, level?: Notice['level']): string | undefined {
    return this.act({ type: 'notice', text, ...(level && { level }) });
  }

  /** Tells the others that something is being written, or no longer; may be called at each key. */
  typing(on: boolean): void {
    writingOf(this).say(on);
  }

  /** Shows the message with this seq to those who keep the room; resolves when they have it, or it was refused. */
  report(seq: number, reason: Report['reason'], text?: string): Promise<Answer> {
    return carryOut(this, { type: 'report', ref: seq, reason, ...(text && { text }) });
  }

  /** Does something about people or the room, for those who keep it; resolves when it is on disk, or was refused. */
  moderate(act: Moderate['act']): Promise<Answer> {
    return carryOut(this, { type: 'moderate', act });
  }
}
