// What a client hears and says where something can be written: who else writes, that we do, and how long slow mode
// has us wait.
import type { Entry, ServerMessage } from '../protocol/server-messages.ts';
import type { LinkState } from './connection/link.ts';
import { Typing } from './presence/typing.ts';
import { partOf, type Ear, type Voice } from './room-ear.ts';

class WritingEar implements Ear {
  readonly #voice: Voice;
  readonly #typing: Typing;

  constructor(voice: Voice) {
    this.#voice = voice;
    this.#typing = new Typing({ ...voice, onChange: (writers) => voice.set({ writers }) });
  }

  /** Tells the others that something is being written, or no longer; may be called at each key. */
  say(on: boolean): void {
    if (this.#voice.state().capabilities.includes('typing')) this.#typing.say(on);
  }

  hear(message: ServerMessage): boolean {
    if (message.type === 'typing') {
      const { you } = this.#voice.state();
      this.#typing.heard(message.who.filter(({ id }) => id !== you?.id));
      return true;
    }
    if (message.type === 'accepted') this.#wait(message.draftId);
    const said = message.type === 'entries' ? message.entries : [message as Partial<Entry>];
    const spoke = new Set(said.map(({ from }) => from?.id));
    if (said.some(({ from }) => from)) this.#typing.spoke((id) => spoke.has(id));
    return false;
  }

  linkChanged({ kind }: LinkState): void {
    if (kind !== 'live') this.#typing.unlinked();
  }

  /** The server counts from here, too. */
  #wait(draftId: string): void {
    const { may, drafts, mode } = this.#voice.state();
    const isPost = drafts.some((draft) => draft.draftId === draftId && draft.deed.type === 'post');
    if (mode.slowSeconds && isPost && !may.includes('bypass-slow'))
      this.#voice.set({ waitUntil: this.#voice.now() + mode.slowSeconds * 1_000 });
  }
}

export const writingOf = partOf(WritingEar);
