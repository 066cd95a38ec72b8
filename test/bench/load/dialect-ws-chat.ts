// ws-chat.v1. The server writes `type` first and the fields of an entry in one order, so that a few
// bytes at fixed places tell what has to be known.
import { subprotocol } from '../../../protocol/version.ts';
import type { Dialect, FrameKind } from './dialect.ts';
import { digits } from './stamp.ts';

/** After `{"type":"`. */
const typeAt = 9;
const letter = (text: string) => text.charCodeAt(0);
const [a, m, w, p, i, r] = ['a', 'm', 'w', 'p', 'i', 'r'].map(letter) as [
  number,
  number,
  number,
  number,
  number,
  number,
];
const seqAt = '{"type":"message","seq":'.length;
const draftAt = '{"type":"accepted","draftId":"'.length;

export const dialectWsChat: Dialect = {
  subprotocol,
  textTail: '"}'.length,
  acknowledges: true,
  readyAtUpgrade: false,
  path: (room) => `/rooms/${room}`,
  greeting: (since) => JSON.stringify({ type: 'hello', since }),
  post: (_publisher, text) => JSON.stringify({ type: 'post', draftId: '00000000', text }),
  kind(bytes, start): FrameKind {
    switch (bytes[start + typeAt]) {
      case m:
        return 'delivery';
      case a:
        return 'accepted';
      case w:
        return 'ready';
      case p:
        return bytes[start + typeAt + 1] === i ? 'answer' : 'other';
      case r:
        return 'refused';
      default:
        return 'other';
    }
  },
  answer: () => '{"type":"pong"}',
  acceptedNumber: (bytes, start) => digits(bytes, start + draftAt, 8),
  seq(bytes, start) {
    let value = 0;
    for (let index = start + seqAt; ; index++) {
      const digit = bytes[index]! - 48;
      if (digit < 0 || digit > 9) return value;
      value = value * 10 + digit;
    }
  },
};
