// Where the commands reach the server that runs: a socket in the data folder, for its owner alone. One
// JSON object a line each way.
import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { z } from 'zod';
import type { Telemetry } from '../telemetry/telemetry.ts';

export interface Controls {
  readonly backup: (file: string) => Promise<void>;
  /** Resolves with the number of entries. */
  readonly erase: (participant: string) => Promise<number>;
  /** Resolves with a one-time link for an owner. */
  readonly consoleLink: () => Promise<string>;
}

const request = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('backup'), file: z.string().min(1) }),
  z.strictObject({ command: z.literal('erase'), participant: z.string().min(1) }),
  z.strictObject({ command: z.literal('console-link') }),
]);

export type ControlRequest = z.infer<typeof request>;

export type ControlAnswer =
  { readonly done: true; readonly count?: number; readonly link?: string } | { readonly failed: string };

export function controlPath(data: string): string {
  return join(data, 'control.sock');
}

/**
 * Returns the undo. Without the socket the server runs all the same, and its owner is told. Without a folder nobody
 * listens here.
 */
export function listenForCommands(
  data: string | undefined,
  telemetry: Pick<Telemetry, 'advised'>,
  controls: Controls,
): Promise<() => Promise<void>> {
  if (data === undefined) return Promise.resolve(() => Promise.resolve());
  const path = controlPath(data);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // Who asked may be gone by the time of the answer.
    socket.on('error', () => socket.destroy());
    createInterface({ input: socket })
      .on('line', (line) => {
        void answer(line, controls).then((answered) => socket.write(`${JSON.stringify(answered)}\n`));
      })
      .on('error', () => socket.destroy());
  });
  return new Promise((resolve) => {
    server.once('error', (error) => {
      telemetry.advised(
        `The commands backup, export, erase and console-link cannot reach this server (${error.message}). Use a local folder with a shorter path for --data, or stop the server before the first three.`,
      );
      resolve(() => Promise.resolve());
    });
    // The log is ours, so a socket that is there is left over from a server that was killed.
    rmSync(path, { force: true });
    const mask = process.umask(0o177);
    try {
      // Exclusive: in a worker, another process would make it, under another mask.
      server.listen({ path, exclusive: true }, () => resolve(() => close()));
    } finally {
      process.umask(mask);
    }
  });

  function close(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    return closed;
  }
}

async function answer(line: string, controls: Controls): Promise<ControlAnswer> {
  try {
    const asked = request.parse(JSON.parse(line));
    switch (asked.command) {
      case 'backup':
        await controls.backup(asked.file);
        return { done: true };
      case 'erase':
        return { done: true, count: await controls.erase(asked.participant) };
      case 'console-link':
        return { done: true, link: await controls.consoleLink() };
    }
  } catch (error) {
    return { failed: (error as Error).message };
  }
}
