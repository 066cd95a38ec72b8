// One request to Slack’s or Discord’s incoming webhook, and what its answer means to ws-chat.
import { NotTaken } from './webhook.ts';

/** Sooner than ws-chat stops waiting for our own answer, so that no entry is under way twice. */
const patienceMs = 10_000;

/** Resolves with the answer of a request that was taken, or that the far side says has nothing to act on (404). */
export async function ask(method: 'POST' | 'PATCH' | 'DELETE', url: URL, body?: object): Promise<Response> {
  const response = await fetch(url, {
    method,
    signal: AbortSignal.timeout(patienceMs),
    // A redirect is not followed: what is told is for that address alone.
    redirect: 'manual',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    const { cause, message } = error as Error & { cause?: { code?: string } };
    throw new NotTaken(`The far side could not be reached (${cause?.code ?? message}).`);
  });
  if (response.ok || (response.status === 404 && method !== 'POST')) return response;
  // Never the address: its path is a secret.
  const reason = `The far side answered with status ${response.status}: ${(await response.text()).slice(0, 200)}`;
  const seconds = Math.ceil(Number(response.headers.get('retry-after')));
  throw seconds > 0 ? new NotTaken(reason, seconds) : new NotTaken(reason);
}

/** The address of an incoming webhook, from the environment. */
export function addressOf(text: string): URL {
  if (URL.canParse(text)) return new URL(text);
  console.error('The address of the incoming webhook is none: copy it whole, from https:// on.');
  return process.exit(1);
}
