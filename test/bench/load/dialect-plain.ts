// The language of a tutorial: a JSON text goes in, and comes out at everyone as it is.
import type { Dialect } from './dialect.ts';

export const dialectPlain: Dialect = {
  subprotocol: undefined,
  textTail: '"}'.length,
  acknowledges: false,
  readyAtUpgrade: true,
  path: (room) => `/${room}`,
  greeting: () => undefined,
  post: (name, text) => JSON.stringify({ name, text }),
  kind: () => 'delivery',
  answer: () => '',
  acceptedNumber: () => 0,
  seq: () => 0,
};
