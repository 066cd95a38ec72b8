// Typing as a client hears it and says it: only where one can write.
import type { Entry, ServerMessage } from '../../protocol/server-messages.ts';
import type { LinkState } from '../connection/link.ts';
import { partOf, type Ear, type Voice } from '../room-ear.ts';
import { Typing } from './typing.ts';

class TypingEar implements Ear {
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
    const { you } = this.#voice.state();
    if (message.type === 'typing') {
      this.#typing.heard(message.who.filter(({ id }) => id !== you?.id));
      return true;
    }
    const { from } = message as Partial<Entry>;
    if (from) this.#typing.spoke((id) => id === from.id);
    return false;
  }

  linkChanged({ kind }: LinkState): void {
    if (kind !== 'live') this.#typing.unlinked();
  }
}

export const typingOf = partOf(TypingEar);
