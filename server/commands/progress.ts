// How far a long command is: one line that is written over, where somebody looks.

export interface Screen {
  /** Whether it is a terminal. */
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Progress {
  readonly onProgress: (what: string, done: number, all: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** Takes away what stands in the line. */
const blank = '\r\u001B[K';

export function showProgress(screen: Screen): Progress {
  let shown = '';
  const show = (line: string) => {
    if (!screen.isTTY || line === shown) return;
    shown = line;
    screen.write(`${blank}${line}`);
  };
  return {
    onProgress(what, done, all) {
      const percent = all === 0 ? 100 : Math.floor((100 * done) / all);
      show(`${what} ${percent} % of ${all} entries`);
    },
    end: () => show(''),
  };
}
