// What the client needs from the world around it, and the browser's way of giving it. Tests and other
// interfaces bring their own.
import type { Denial } from '../../protocol/server-messages.ts';
import { openMs } from '../../protocol/timing.ts';
import type { Socket } from './socket.ts';
import { cameToNothing, openWay } from './ways.ts';

export interface Surroundings {
  createSocket(url: string): Socket;
  /**
   * Why the room cannot be entered; undefined if it can, or if nobody answers. `headers` are what a page has
   * no hand in.
   */
  askAdmission(url: string, headers?: HeadersInit): Promise<Denial | undefined>;
  /** Milliseconds on a scale that never jumps. */
  now(): number;
  /** Unix time in milliseconds. */
  time(): number;
  /** In [0, 1). */
  random(): number;
  /** Letters and digits, never the same twice. */
  uniqueId(): string;
  /** Runs once after `ms`; returns the undo. */
  after(ms: number, run: () => void): () => void;
  /**
   * Runs `back` whenever the network or the person comes back, and `away` when the page is put aside,
   * perhaps to be brought back; returns the undo.
   */
  onReturn(back: () => void, away: () => void): () => void;
}

export const browser: Surroundings = {
  createSocket: openWay,

  async askAdmission(url, headers = {}) {
    try {
      const signal = AbortSignal.timeout(openMs);
      const response = await fetch(url, { headers, credentials: 'omit', cache: 'no-store', signal });
      if (response.ok) {
        cameToNothing(url.replace(/^http(.+)\/admission$/, 'ws$1'));
        return undefined;
      }
      // A gateway on the way may answer too, in words of its own.
      const denial = (await response.json()) as Partial<Denial>;
      return denial.code && denial.sentence && denial.status ? (denial as Denial) : undefined;
    } catch {
      return undefined;
    }
  },

  now: () => performance.now(),
  time: () => Date.now(),
  random: () => Math.random(),

  // randomUUID exists on secure pages only; a chat on a plain http page is a chat too.
  uniqueId: () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
      '',
    ),

  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },

  onReturn(back, away) {
    const undo = new AbortController();
    const { signal } = undo;
    addEventListener('online', back, { signal });
    // A page is put aside only without open sockets; an ending page needs nothing.
    addEventListener('pagehide', ({ persisted }) => persisted && away(), { signal });
    addEventListener('pageshow', ({ persisted }) => persisted && back(), { signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && back(), {
      signal,
    });
    return () => undo.abort();
  },
};
