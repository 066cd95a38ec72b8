// What runs inside of a page under measurement: it notices, and touches nothing.

export interface Watch {
  /** Durations of tasks over 50 ms, in milliseconds. */
  readonly longTasks: number[];
  /** How far the page's own content was shifted, as browsers count it. */
  shift: number;
  /** When the room's messages arrived, on `performance.now()`'s scale; 0 until then. */
  welcomedAt: number;
  /** When as many rows as wanted were painted. */
  readonly painted: Promise<number>;
  /** Times between frames for so long, in milliseconds. */
  frames(forMs: number): Promise<number[]>;
  /** Resolves when a frame was painted. */
  nextPaint(): Promise<number>;
}

declare global {
  interface Window {
    watch: Watch;
  }
}

export interface Wanted {
  readonly element: string;
  readonly row: string;
  readonly count: number;
}

/** Installed before anything of the page runs. */
export function watchPage(wanted: Wanted): void {
  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const nextPaint = () =>
    new Promise<number>((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(undefined);
      }),
    );
  const isThere = () => {
    const rows = document.querySelector(wanted.element)?.shadowRoot?.querySelectorAll(wanted.row);
    return (rows?.length ?? 0) >= wanted.count;
  };
  const painted = async () => {
    for (;;) {
      const time = nextPaint();
      await nextFrame();
      if (isThere()) return time;
    }
  };
  window.watch = {
    longTasks: [],
    shift: 0,
    welcomedAt: 0,
    painted: painted(),
    nextPaint,
    async frames(forMs) {
      const between: number[] = [];
      let last = await nextFrame();
      for (const end = last + forMs; last < end;) {
        const now = await nextFrame();
        between.push(now - last);
        last = now;
      }
      return between;
    },
  };
  const { watch } = window;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watch.longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watch.shift += (entry as unknown as { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  const Native = WebSocket;
  window.WebSocket = class extends Native {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }) => {
        if (String(data).startsWith('{"type":"welcome"')) watch.welcomedAt ||= performance.now();
      });
    }
  };
}
