// Both ends of a line between the primary and a worker, in one process; what passes is copied as between two.
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Channel } from '../../server/workers/channel.ts';
import type { PrimarysEnd, WorkersEnd } from '../../server/workers/messages.ts';

export interface ChannelPair {
  readonly primary: PrimarysEnd;
  readonly worker: WorkersEnd;
  /** Both sides are told. */
  end(): void;
}

export function channelPair(): ChannelPair {
  const { port1, port2 } = new MessageChannel();
  return { primary: endOf(port1), worker: endOf(port2), end: () => port1.close() };
}

function endOf<Heard, Said>(port: MessagePort): Channel<Heard, Said> {
  return {
    send(message, sent = () => {}) {
      port.postMessage(message);
      setImmediate(sent);
    },
    hear: (hearer) => void port.on('message', hearer),
    onEnd: (ended) => void port.once('close', ended),
  };
}
