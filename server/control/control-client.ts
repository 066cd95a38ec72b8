// Asks the server that runs on a data folder, if one does.
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { LogUnavailable } from '../log/log.ts';
import { controlPath, type ControlAnswer, type ControlRequest } from './control-socket.ts';

/** Resolves with nothing when no server runs; rejects with what the server says against it. */
export async function askServer(
  data: string,
  request: ControlRequest,
): Promise<Extract<ControlAnswer, { done: true }> | undefined> {
  const socket = await connect(controlPath(data));
  if (!socket) return undefined;
  socket.write(`${JSON.stringify(request)}\n`);
  for await (const line of createInterface({ input: socket })) {
    socket.destroy();
    const answer = JSON.parse(line) as ControlAnswer;
    if ('failed' in answer) throw new LogUnavailable(answer.failed);
    return answer;
  }
  throw new LogUnavailable('The server ended before it answered. Look at its log, and try again.');
}

async function connect(path: string): Promise<Socket | undefined> {
  const socket = createConnection(path);
  try {
    await once(socket, 'connect');
    socket.on('error', () => socket.destroy());
    return socket;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Not there, left over from a server that was killed, or no place for one.
    if (['ENOENT', 'ECONNREFUSED', 'ENOTDIR', 'EINVAL', 'ENAMETOOLONG'].includes(code ?? ''))
      return undefined;
    throw new LogUnavailable(
      `The server’s ${path} cannot be reached (${(error as Error).message}). Run the command as the user who runs the server.`,
    );
  }
}
