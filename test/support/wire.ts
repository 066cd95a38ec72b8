// What a client reads from the server's bytes, by the parser of the `ws` library itself.
import type { EventEmitter } from 'node:events';
import * as library from 'ws';
import type { ServerMessage } from '../../protocol/server-messages.ts';

interface FrameParser extends EventEmitter {
  write(bytes: Buffer): boolean;
}

/** The library exports its parser; its types do not tell. */
const { Receiver } = library as unknown as { Receiver: new (options: object) => FrameParser };

/** The texts of all whole frames, in order; throws where the bytes are no frames. */
export function textsIn(bytes: Buffer): string[] {
  const texts: string[] = [];
  const parser = new Receiver({ isServer: false });
  parser.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) throw new Error('A binary frame came.');
    texts.push(data.toString());
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(bytes);
  return texts;
}

export function messagesIn(bytes: Buffer): ServerMessage[] {
  return textsIn(bytes).map((text) => JSON.parse(text) as ServerMessage);
}
