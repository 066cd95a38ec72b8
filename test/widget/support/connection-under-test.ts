// A connection in virtual surroundings, with all it told.
import type { Hello } from '../../../protocol/client-messages.ts';
import type { ServerMessage } from '../../../protocol/server-messages.ts';
import { Connection } from '../../../widget/connection/connection.ts';
import type { LinkState } from '../../../widget/connection/link.ts';
import { fresh } from './frames.ts';
import { VirtualSurroundings } from './virtual-surroundings.ts';

export const socketUrl = 'wss://chat.example/rooms/lobby';
export const admissionUrl = 'https://chat.example/rooms/lobby/admission';

export interface ConnectionUnderTest {
  readonly surroundings: VirtualSurroundings;
  readonly connection: Connection;
  readonly heard: ServerMessage[];
  readonly states: LinkState[];
  /** The newest socket opens, and the server welcomes us. */
  enter(): void;
}

export function createConnection(
  hello: () => Hello = () => ({ type: 'hello' }),
  ready: () => Promise<void> | undefined = () => undefined,
): ConnectionUnderTest {
  const surroundings = new VirtualSurroundings();
  const heard: ServerMessage[] = [];
  const states: LinkState[] = [];
  const connection = new Connection({
    socketUrl,
    admissionUrl,
    ready,
    hello,
    onMessage: (message) => heard.push(message),
    onState: (state) => states.push(state),
    surroundings,
  });
  return {
    surroundings,
    connection,
    heard,
    states,
    enter() {
      surroundings.socket.open();
      surroundings.socket.say(fresh());
    },
  };
}
