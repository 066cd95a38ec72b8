// Stands in for the browser's WebSocket, so that a test speaks for the server to a whole element.
import { VirtualSocket } from './virtual-surroundings.ts';
import { afterTest } from './stage.ts';

/** Until the end of the test; returns the sockets as they are opened. */
export function standInForWebSocket(): VirtualSocket[] {
  const sockets: VirtualSocket[] = [];
  const { WebSocket } = globalThis;
  globalThis.WebSocket = class extends VirtualSocket {
    constructor(url: string) {
      super(url);
      sockets.push(this);
    }
  } as unknown as typeof WebSocket;
  afterTest(() => (globalThis.WebSocket = WebSocket));
  return sockets;
}
