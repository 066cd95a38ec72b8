// The work of newcomers, away from the page: in a worker where the page may have one, else in slices. The worker is this
// same file; another site may not have it as one, and no page needs to allow workers made of text.
import type { Challenge } from '../../protocol/server-messages.ts';
import { solve, solveAtOnce } from '../proof/solve.ts';

/** Its own, so that a page with Trusted Types can admit this one address and nothing else. */
const policyName = 'ws-chat-worker';

interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL(url: string): string;
  };
}

let policy: ReturnType<Policies['createPolicy']> | undefined;

/** Undefined where no number fits. */
export async function work(challenge: Challenge): Promise<number | undefined> {
  const worker = createWorker();
  if (!worker) return solve(challenge);
  try {
    return await new Promise<number | undefined>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data as number | undefined);
      worker.onerror = reject;
      worker.postMessage(challenge);
    });
  } catch {
    return await solve(challenge);
  } finally {
    worker.terminate();
  }
}

/** Not even tried where the browser would refuse it, and tell the page's owner of a fault. */
function createWorker(): Worker | undefined {
  const address = import.meta.url;
  if (new URL(address).origin !== location.origin) return undefined;
  try {
    const { trustedTypes } = globalThis as { readonly trustedTypes?: Policies };
    policy ??= trustedTypes?.createPolicy(policyName, { createScriptURL: () => address });
    return new Worker(policy?.createScriptURL(address) ?? address, { type: 'module' });
  } catch {
    return undefined;
  }
}

if (typeof document === 'undefined')
  globalThis.onmessage = ({ data }: MessageEvent<Challenge>) => postMessage(solveAtOnce(data));
