// The line between the primary and one of its workers, as both sides see it: whole messages in order, until it ends.
import type { Serializable } from 'node:child_process';

export interface Channel<Heard, Said> {
  /** `sent` is called once it is handed on, or is known to go nowhere: then nobody misses it. */
  send(message: Said, sent?: () => void): void;
  /** All who hear are told everything. */
  hear(hearer: (message: Heard) => void): void;
  /** Called once, when nothing comes or goes any more. */
  onEnd(ended: () => void): void;
}

/** What of a process it needs: of this one, or of a child. */
export interface Speaker {
  readonly connected: boolean;
  send?(message: Serializable, sent: (error: Error | null) => void): unknown;
  on(event: 'message', hear: (message: unknown) => void): unknown;
  once(event: 'disconnect' | 'exit', ended: () => void): unknown;
}

/**
 * `end`: `exit` to a child, which may die without a `disconnect`: where a socket that it was handed is not acknowledged,
 * Node waits for that first.
 */
export function channelOf<Heard, Said extends Serializable>(
  speaker: Speaker,
  end: 'disconnect' | 'exit',
): Channel<Heard, Said> {
  return {
    send(message, sent = () => {}) {
      if (speaker.connected && speaker.send) speaker.send(message, () => sent());
      else queueMicrotask(sent);
    },
    hear: (hearer) => void speaker.on('message', (message) => hearer(message as Heard)),
    onEnd: (ended) => void speaker.once(end, ended),
  };
}
