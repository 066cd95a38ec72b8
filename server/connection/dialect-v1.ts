// The wire, version 1: one JSON object a frame. See protocol/README.md.
import { clientMessage } from '../../protocol/client-messages.ts';
import { textFrame } from '../room/text-frame.ts';
import type { Dialect } from './dialect.ts';

export const dialectV1: Dialect = {
  read(frame) {
    let json: unknown;
    try {
      json = JSON.parse(frame);
    } catch {
      return { malformed: 'A frame must be one JSON object.' };
    }
    const message = clientMessage.safeParse(json);
    if (message.success) return message.data;
    const { path, message: problem } = message.error.issues[0]!;
    return { malformed: `${path.join('.') || 'frame'}: ${problem}` };
  },

  say: (remark) => textFrame(JSON.stringify(remark)),

  signal: ({ frame }) => frame,

  sayWithEntries: (bearer, entries) =>
    textFrame(`${JSON.stringify(bearer).slice(0, -1)},"entries":[${entries.join(',')}]}`),

  catchUp: (ring, cursor, most) => ring.run(cursor, most),

  inBatches: { catchUp: (ring, cursor, most) => ring.batch(cursor, most) },
};
