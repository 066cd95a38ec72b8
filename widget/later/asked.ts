// What is asked of the server with an answer: by those who keep a room, and of what is reported to them. Whoever asks
// is told what came of it, also where the link breaks meanwhile: it is asked again on the next one, under its draft id,
// and nothing comes of it twice.
import type { Act, Moderate, Report } from '../../protocol/client-messages.ts';
import type { Moderated, ServerMessage } from '../../protocol/server-messages.ts';
import type { LinkState } from '../connection/link.ts';
import { partOf, type Attachable, type Ear, type Voice } from '../room-ear.ts';

type Sent = Act | Moderate | Report;

/** What is asked, without the draft id that it is sent under. */
export type Request = Sent extends infer One ? (One extends Sent ? Omit<One, 'draftId'> : never) : never;

/** What became of it. By its draft id an act can be undone for a while. */
export type Answer =
  | { readonly kind: 'done'; readonly draftId: string; readonly moderated?: Moderated }
  | { readonly kind: 'refused'; readonly code: string; readonly sentence: string };

interface Waiting {
  readonly message: Sent;
  readonly take: (answer: Answer) => void;
}

class Asked implements Ear {
  readonly #voice: Voice;
  readonly #waiting = new Map<string, Waiting>();

  constructor(voice: Voice) {
    this.#voice = voice;
  }

  ask(request: Request): Promise<Answer> {
    const draftId = this.#voice.uniqueId();
    const message: Sent = { ...request, draftId };
    return new Promise((take) => {
      this.#waiting.set(draftId, { message, take });
      this.#voice.send(message);
      // Where the room is closed to us, nothing is waited for.
      this.linkChanged(this.#voice.state().link);
    });
  }

  /** What answers one of these is nobody else’s. */
  hear(message: ServerMessage): boolean {
    switch (message.type) {
      case 'welcome':
        for (const one of this.#waiting.values()) this.#voice.send(one.message);
        return false;
      case 'accepted':
      case 'reported':
        return this.#answered(message.draftId, { kind: 'done', draftId: message.draftId });
      case 'moderated':
        return this.#answered(message.draftId, {
          kind: 'done',
          draftId: message.draftId,
          moderated: message,
        });
      case 'refused': {
        const { draftId, code, sentence } = message;
        return this.#answered(draftId, { kind: 'refused', code, sentence });
      }
      default:
        return false;
    }
  }

  linkChanged(link: LinkState): void {
    if (link.kind === 'stopped') this.#refuseAll(link);
    if (link.kind === 'idle') this.#refuseAll({ code: 'closed', sentence: '' });
  }

  #refuseAll({ code, sentence }: { readonly code: string; readonly sentence: string }): void {
    for (const draftId of [...this.#waiting.keys()])
      this.#answered(draftId, { kind: 'refused', code, sentence });
  }

  #answered(draftId: string, answer: Answer): boolean {
    const waiting = this.#waiting.get(draftId);
    this.#waiting.delete(draftId);
    waiting?.take(answer);
    return waiting !== undefined;
  }
}

const askedOf = partOf(Asked);

/** Resolves when it is on disk or refused. */
export function carryOut(client: Attachable, request: Request): Promise<Answer> {
  return askedOf(client).ask(request);
}
