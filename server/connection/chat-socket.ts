// A WebSocket that knows its connection. Its handlers are shared by all sockets: with closures of its
// own, each would weigh a kilobyte more.
import type { Duplex } from 'node:stream';
import { WebSocket, type RawData } from 'ws';
import { closeCodes } from '../../protocol/close-codes.ts';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';

interface ChatStream extends Duplex {
  chat?: Connection;
}

export class ChatSocket extends WebSocket {
  #connection: Connection | undefined;
  #connections: Connections | undefined;

  /** From now on the connection hears what comes in, and what goes out may go on. */
  attend(stream: ChatStream, connection: Connection, connections: Connections): void {
    this.#connection = connection;
    this.#connections = connections;
    stream.chat = connection;
    stream.on('drain', flushChat);
    this.on('message', this.#onMessage);
    this.on('pong', this.#onPong);
    this.on('error', leaveItToTheLibrary);
    this.on('close', this.#onClose);
  }

  #onMessage(data: RawData, isBinary: boolean): void {
    if (isBinary) this.#connection!.close(closeCodes.binaryFrame, 'Frames are text.');
    else this.#connection!.receive((data as Buffer).toString());
  }

  #onPong(): void {
    this.#connection!.heard();
  }

  #onClose(code: number): void {
    this.#connection!.closed(code);
    this.#connections!.remove(this.#connection!);
  }
}

function flushChat(this: ChatStream): void {
  this.chat!.flush();
}

/** It closes the socket itself, with the code that fits; `close` follows. */
function leaveItToTheLibrary(this: WebSocket): void {
  return;
}
