// The inside of a log thread: opens what it works on, then answers requests one by one.
import { parentPort, workerData } from 'node:worker_threads';
import { problemOf, type Problem } from './failures.ts';

/** What a thread is told; it answers each with the same id. */
export interface Asked<Request> {
  readonly id: number;
  readonly request: Request | 'close';
}

export type Report =
  | { readonly opened: unknown }
  | { readonly notOpened: Problem }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly problem: Problem };

export interface Opened<Request> {
  /** Told once to whoever started the thread. */
  readonly opened: unknown;
  readonly act: (request: Request) => unknown;
  readonly close: () => void;
}

export function host<Request>(open: (path: string) => Opened<Request>): void {
  const port = parentPort!;
  const report = (message: Report) => port.postMessage(message);
  try {
    const { opened, act, close } = open((workerData as { path: string }).path);
    port.on('message', ({ id, request }: Asked<Request>) => {
      if (request === 'close') {
        close();
        return port.close();
      }
      try {
        report({ id, result: act(request) });
      } catch (error) {
        report({ id, problem: problemOf(error) });
      }
    });
    report({ opened });
  } catch (error) {
    report({ notOpened: problemOf(error) });
  }
}
