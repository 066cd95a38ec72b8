// What is told beside the ring, to a whole room at once: true for a moment, kept by nobody, and the
// first to be shed.
import type { Presence, TypingNow } from '../../protocol/server-messages.ts';
import { textFrame } from './text-frame.ts';

export class Signal {
  readonly message: Presence | TypingNow;
  #frame: Buffer | undefined;
  #nameless: Signal | undefined;

  constructor(message: Presence | TypingNow) {
    this.message = message;
  }

  /** Encoded and framed once for everyone. */
  get frame(): Buffer {
    return (this.#frame ??= textFrame(JSON.stringify(this.message)));
  }

  /** The same for those who may not know who is here: how many there are, and nobody's name. */
  get nameless(): Signal {
    const { message } = this;
    return (this.#nameless ??= new Signal(
      message.type === 'typing' ? { type: 'typing', who: [] } : { type: 'presence', count: message.count },
    ));
  }
}
