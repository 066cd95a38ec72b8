// An owner's hook on this machine, which answers as the test says.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { HookSettings } from '../../server/moderation/hook/hook.ts';

export interface Question {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The same, read. */
  readonly said: {
    readonly room: string;
    readonly participant: { readonly id: string; readonly name: string; readonly role: string };
    readonly act: { readonly type: string; readonly draftId: string; readonly text: string };
  };
}

export interface HookServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** In the order in which they came. */
  readonly questions: readonly Question[];
  /** Connections that were opened to it. */
  readonly sockets: number;
  /** As a configuration has it. */
  settings(over?: Partial<HookSettings>): HookSettings;
}

/** Written as JSON with status 200. A function does with the response what it likes. */
export type HookReply = object | ((response: ServerResponse) => void);

export const hookSecret = Buffer.from('a secret of thirty-two characters').toString('base64');

export async function startHook(
  reply: (question: Question) => HookReply | Promise<HookReply>,
): Promise<HookServer> {
  const questions: Question[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const question = { headers: request.headers, body, said: JSON.parse(body) as Question['said'] };
      questions.push(question);
      void Promise.resolve(reply(question)).then((what) => {
        if (typeof what === 'function') what(response);
        else response.setHeader('content-type', 'application/json').end(JSON.stringify(what));
      });
    });
  });
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/hook`;
  return {
    url,
    port,
    questions,
    get sockets() {
      return sockets.size;
    },
    settings: (over = {}) => ({
      url,
      secret: hookSecret,
      onFailure: 'closed',
      timeoutMs: 10_000,
      allowPrivate: true,
      ...over,
    }),
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close').catch(() => {});
    },
  };
}
