// A hostile client: writes as long as the other side takes it, and counts how much that was.
import { once } from 'node:events';
import { rawSocket, upgradeRequest, type RawSocket } from './raw-socket.ts';

export interface Flooded {
  /** Bytes that left before the link was gone. */
  readonly written: number;
  /** What was answered, byte for byte. */
  readonly answer: string;
  readonly closedAfterMs: number;
}

/** Chunks written before anything else gets its turn. */
const burst = 64;

/** A link that was upgraded, and has said nothing yet. */
export async function openedSocket(port: number, headers: Record<string, string> = {}): Promise<RawSocket> {
  const raw = await rawSocket(port);
  raw.socket.write(upgradeRequest('/rooms/lobby', headers));
  await raw.until(/\r\n\r\n/);
  return raw;
}

/**
 * Writes `chunks` until they end or the link does; resolves when the link is gone. `isDripping`: each chunk
 * travels alone, as far as the kernel lets it.
 */
export async function flood(raw: RawSocket, chunks: Iterable<Buffer>, isDripping = false): Promise<Flooded> {
  const since = performance.now();
  const { socket } = raw;
  socket.setNoDelay(true);
  let count = 0;
  for (const chunk of chunks) {
    if (socket.destroyed || !socket.writable) break;
    const isFull = !socket.write(chunk);
    if (isFull) await Promise.race([once(socket, 'drain').catch(() => {}), raw.gone]);
    // Also where the kernel takes everything at once, what comes in must be heard.
    if (isDripping || ++count % burst === 0) await new Promise(setImmediate);
  }
  const answer = await raw.gone;
  return { written: socket.bytesWritten, answer, closedAfterMs: performance.now() - since };
}

/** The close code that the server sent last; undefined where it went without one. */
export function closeCodeIn(answer: string): number | undefined {
  const bytes = Buffer.from(answer, 'latin1');
  // A close frame is the last thing: 0x88, its length, the code, the reason.
  for (let start = bytes.length - 4; start >= 0 && start > bytes.length - 128; start--)
    if (bytes[start] === 0x88 && bytes[start + 1] === bytes.length - start - 2)
      return bytes.readUInt16BE(start + 2);
  return undefined;
}
