// A room as those see it who keep it: the chat without a screen, and what is done there with an answer.
import type { Act, Moderate } from '../../protocol/client-messages.ts';
import type { Moderated, RoomMode, ServerMessage, Waiting } from '../../protocol/server-messages.ts';
import type { LinkState } from '../connection/link.ts';
import { browser } from '../connection/surroundings.ts';
import type { Deed } from '../outbox/outbox.ts';
import { RoomClient } from '../room-client.ts';
import type { ChatClientOptions } from '../room-listener.ts';

export type ModeratorAct = Moderate['act'];

/** What became of an act. By its draft id it can be undone for a while. */
export type Answer =
  | { readonly kind: 'done'; readonly draftId: string; readonly moderated?: Moderated }
  | { readonly kind: 'refused'; readonly code: string; readonly sentence: string };

interface Asked {
  readonly message: Act | Moderate;
  readonly answer: (answer: Answer) => void;
}

const nothingWaits: Waiting = { held: 0, reports: 0 };

/** Entries that are held while the newest are in view. */
const heldEntries = 500;

export class RoomKeeper extends RoomClient {
  readonly room: string;
  /** What we may do here, and how the room is kept; as it was heard last. */
  may: readonly string[] = [];
  mode: RoomMode = {};
  /** How much waits for those who may decide on it. */
  waiting: Waiting = nothingWaits;
  readonly #asked = new Map<string, Asked>();
  readonly #uniqueId: () => string;

  constructor(options: ChatClientOptions) {
    super(options);
    this.room = options.room;
    this.#uniqueId = (options.surroundings ?? browser).uniqueId;
  }

  /** Resolves when it is on disk or refused; a link that breaks meanwhile is waited for. */
  carryOut(act: ModeratorAct): Promise<Answer> {
    const draftId = this.#uniqueId();
    return this.#settle({ type: 'moderate', draftId, act });
  }

  /** As `carryOut`, for what becomes an entry. */
  do(deed: Deed): Promise<Answer> {
    const draftId = this.#uniqueId();
    return this.#settle({ ...deed, draftId });
  }

  /** A fresh token, before the one that the room was entered with ends. */
  renew(token: string): void {
    this.connection.send({ type: 'renew', token });
  }

  /** Lets the oldest go, which can be loaded again. */
  tidy(): void {
    if (this.state.timeline.entries.length > 2 * heldEntries) this.trim(heldEntries);
  }

  protected override hear(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        this.may = message.may ?? [];
        this.mode = message.mode ?? {};
        this.waiting = message.waiting ?? nothingWaits;
        super.hear(message);
        // Nothing comes of it twice: the server knows each by its draft id.
        for (const asked of this.#asked.values()) this.connection.send(asked.message);
        return;
      case 'mode':
        this.mode = message.mode;
        this.set({});
        break;
      case 'may':
        this.may = message.may;
        return this.set({});
      case 'waiting':
        this.waiting = message;
        return this.set({});
      case 'renewed':
        this.may = message.may;
        break;
      case 'moderated':
        return this.#answered(message.draftId, {
          kind: 'done',
          draftId: message.draftId,
          moderated: message,
        });
      case 'accepted':
        if (!this.#asked.has(message.draftId)) break;
        return this.#answered(message.draftId, { kind: 'done', draftId: message.draftId });
      case 'refused': {
        const { draftId, code, sentence } = message;
        if (this.#asked.has(draftId)) return this.#answered(draftId, { kind: 'refused', code, sentence });
        break;
      }
      default:
    }
    super.hear(message);
  }

  protected override linkChanged(link: LinkState): void {
    super.linkChanged(link);
    if (link.kind === 'stopped') this.#refuseAll(link.code, link.sentence);
    if (link.kind === 'idle') this.#refuseAll('closed', '');
  }

  #settle(message: Act | Moderate): Promise<Answer> {
    const { link } = this.state;
    if (link.kind === 'stopped')
      return Promise.resolve({ kind: 'refused', code: link.code, sentence: link.sentence });
    return new Promise((answer) => {
      this.#asked.set(message.draftId, { message, answer });
      this.connection.send(message);
    });
  }

  #refuseAll(code: string, sentence: string): void {
    for (const draftId of [...this.#asked.keys()])
      this.#answered(draftId, { kind: 'refused', code, sentence });
  }

  #answered(draftId: string, answer: Answer): void {
    const asked = this.#asked.get(draftId);
    this.#asked.delete(draftId);
    asked?.answer(answer);
  }
}
