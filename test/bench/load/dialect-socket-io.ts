// Engine.IO 4 over the WebSocket transport alone, and Socket.IO's packets in it.
import type { Dialect, FrameKind } from './dialect.ts';

const digit = (value: number) => 48 + value;

export const dialectSocketIo: Dialect = {
  subprotocol: undefined,
  textTail: '"}]'.length,
  acknowledges: false,
  readyAtUpgrade: false,
  path: (room) => `/socket.io/?EIO=4&transport=websocket&room=${room}`,
  // The server opens: its `0{…}` is answered by `40`, and that by `40{…}`.
  greeting: () => undefined,
  post: (name, text) => `42${JSON.stringify(['chat message', { name, text }])}`,
  kind(bytes, start): FrameKind {
    switch (bytes[start]) {
      case digit(0):
      case digit(2):
        return 'answer';
      case digit(4):
        if (bytes[start + 1] === digit(2)) return 'delivery';
        return bytes[start + 1] === digit(0) ? 'ready' : 'other';
      default:
        return 'other';
    }
  },
  answer: (bytes, start) => (bytes[start] === digit(0) ? '40' : '3'),
  acceptedNumber: () => 0,
  seq: () => 0,
};
