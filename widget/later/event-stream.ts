// The stand-in for a socket: frames come down in an answer that does not end, and go up in requests of their own,
// one after the other. Now and then it is tried whether a socket passes by now.
import { closeCodes } from '../../protocol/close-codes.ts';
import {
  eventsPath,
  framesAtOnce,
  framesPath,
  type CloseEvent,
  type LinkEvent,
} from '../../protocol/stream.ts';
import { subprotocol } from '../../protocol/version.ts';
import type { Socket } from '../connection/socket.ts';

const tryEveryMs = 120_000;

/** Characters of frames in one request, about. */
const charactersAtOnce = 8_000;

export interface Findings {
  /** The server is heard by this way. */
  readonly passes: () => void;
  /** From now on the next one may be a real one. */
  readonly again: () => void;
}

/** Has `socket` do what a socket at `url` does. */
export function connect(socket: Socket, url: string, { passes, again }: Findings): void {
  const room = url.replace(/^ws/, 'http');
  const over = new AbortController();
  const { signal } = over;
  const waiting: string[] = [];
  let link: string | undefined;
  let number = 0;
  let isSending = false;

  const request = (path: string, body?: string) =>
    fetch(`${room}/${path}`, {
      method: 'POST',
      ...(body !== undefined && { body }),
      credentials: 'omit',
      cache: 'no-store',
      signal,
    });

  function end(code: number, reason = ''): void {
    if (signal.aborted) return;
    over.abort();
    socket.onclose?.({ code, reason });
  }
  const broken = () => end(1006);

  function take(event: string): void {
    const [, name, data] = /^(?:event: (\w+)\n)?data: (.*)$/s.exec(event) ?? [];
    if (data === undefined || signal.aborted) return;
    if (name === 'link') {
      ({ link } = JSON.parse(data) as LinkEvent);
      passes();
      socket.onopen?.();
    } else if (name === 'close') {
      const { code, reason } = JSON.parse(data) as CloseEvent;
      end(code, reason);
    } else {
      socket.onmessage?.({ data });
    }
  }

  async function listen(): Promise<void> {
    const { ok, body } = await request(eventsPath);
    if (!ok || !body) return broken();
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const events = (rest + part.value).split('\n\n');
      rest = events.pop()!;
      events.forEach(take);
    }
    broken();
  }

  async function say(): Promise<void> {
    if (isSending) return;
    isSending = true;
    while (waiting.length > 0) {
      const frames = waiting.splice(0, fitting(waiting));
      const { ok } = await request(framesPath, JSON.stringify({ link, number: ++number, frames }));
      if (!ok) return broken();
    }
    isSending = false;
  }

  socket.send = (text) => {
    waiting.push(text);
    say().catch(broken);
  };
  socket.close = () => over.abort();
  const timer = setInterval(() => {
    whetherSocketsPass(url, () => {
      again();
      end(closeCodes.drain);
    });
  }, tryEveryMs);
  signal.addEventListener('abort', () => clearInterval(timer));
  listen().catch(broken);
}

/** How many of these may go up together. */
function fitting(frames: readonly string[]): number {
  let characters = 0;
  const count = frames.findIndex((frame) => (characters += frame.length) > charactersAtOnce);
  return Math.max(1, Math.min(framesAtOnce, count < 0 ? frames.length : count));
}

/** Says what no client says: a server that hears it answers with why it closes. */
function whetherSocketsPass(url: string, pass: () => void): void {
  const socket = new WebSocket(url, subprotocol);
  socket.onopen = () => socket.send('{}');
  socket.onclose = ({ code }) => {
    if (code === closeCodes.badFrame) pass();
  };
}
