// A room as those see it who keep it from the console: the chat without a screen, which their session lets in.
import type { Moderate } from '../../protocol/client-messages.ts';
import type { RoomMode, Waiting } from '../../protocol/server-messages.ts';
import { carryOut, type Answer } from '../later/asked.ts';
import type { Deed } from '../outbox/outbox.ts';
import { RoomClient } from '../room-client.ts';
import type { ChatClientOptions } from '../room-listener.ts';

export type { Answer };

export type ModeratorAct = Moderate['act'];

/** Entries that are held while the newest are in view. */
const heldEntries = 500;

export class RoomKeeper extends RoomClient {
  readonly room: string;

  constructor(options: ChatClientOptions) {
    super(options);
    this.room = options.room;
  }

  get may(): readonly string[] {
    return this.state.may;
  }

  get mode(): RoomMode {
    return this.state.mode;
  }

  get waiting(): Waiting {
    return this.state.waiting;
  }

  carryOut(act: ModeratorAct): Promise<Answer> {
    return carryOut(this, { type: 'moderate', act });
  }

  /** As `carryOut`, for what becomes an entry. */
  do(deed: Deed): Promise<Answer> {
    return carryOut(this, deed);
  }

  /** A fresh token, before the one that the room was entered with ends. */
  renew(token: string): void {
    this.connection.send({ type: 'renew', token });
  }

  /** Lets the oldest go, which can be loaded again. */
  tidy(): void {
    if (this.state.timeline.entries.length > 2 * heldEntries) this.trim(heldEntries);
  }
}
