// A link between a client and the server that loses, repeats or changes what it is told to, and breaks.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inject } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { ServerMessage } from '../../protocol/server-messages.ts';
import { site } from './site.ts';

export type ClientFrame = { readonly type: string } & Record<string, unknown>;

export interface FaultyLink extends AsyncDisposable {
  /** Where the client finds it, instead of the server. */
  readonly url: string;
  /** All that clients said, in order, over all connections. */
  readonly said: readonly ClientFrame[];
  /** All that was handed on to clients. */
  readonly told: readonly ServerMessage[];
  /** How many connections there were. */
  readonly connections: number;
  /** What becomes of a message to the client; it is handed on as it is unless set. */
  fault: (message: ServerMessage) => readonly object[];
  /** Says something to the client that the server did not say. */
  inject(message: object): void;
  /** Ends the connection with a code; without one, as a network does that goes away. */
  end(code?: number, reason?: string): void;
  /** Resolves with what `look` finds, as soon as it finds something. */
  sees<Found>(look: () => Found | undefined): Promise<Found>;
}

export async function faultyLink(url = inject('url')): Promise<FaultyLink> {
  const http = createServer((_request, response) => response.writeHead(502).end()).listen(0, '127.0.0.1');
  await once(http, 'listening');
  const door = new WebSocketServer({ server: http, handleProtocols: () => 'ws-chat.v1' });
  const said: ClientFrame[] = [];
  const told: ServerMessage[] = [];
  let client: WebSocket | undefined;
  let connections = 0;
  let wake: (() => void)[] = [];
  const woken = () => {
    const waiting = wake;
    wake = [];
    for (const each of waiting) each();
  };
  const link: FaultyLink = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    said,
    told,
    get connections() {
      return connections;
    },
    fault: (message) => [message],
    inject: (message) => client?.send(JSON.stringify(message)),
    end(code, reason) {
      if (code === undefined) client?.terminate();
      else client?.close(code, reason);
    },
    async sees(look) {
      for (;;) {
        const found = look();
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => wake.push(resolve));
      }
    },
    async [Symbol.asyncDispose]() {
      for (const each of door.clients) each.terminate();
      http.close();
      await once(http, 'close');
    },
  };
  door.on('connection', (here, request) => {
    client = here;
    connections++;
    const there = new WebSocket(`${url.replace(/^http/, 'ws')}${request.url}`, 'ws-chat.v1', {
      origin: site,
    });
    const opened = once(there, 'open').catch(() => here.terminate());
    here.on('message', (data: Buffer) => {
      said.push(JSON.parse(data.toString()) as ClientFrame);
      void opened.then(() => there.readyState === WebSocket.OPEN && there.send(data.toString()));
      woken();
    });
    there.on('message', (data: Buffer) => {
      for (const message of link.fault(JSON.parse(data.toString()) as ServerMessage)) {
        told.push(message as ServerMessage);
        here.send(JSON.stringify(message));
      }
      woken();
    });
    for (const socket of [here, there]) socket.on('error', () => {});
    here.on('close', () => (there.terminate(), woken()));
    there.on('close', () => here.terminate());
    woken();
  });
  return link;
}
