// Whether the chat is what answers under the path of the address, and if not, who does.
import { fine, wrong, type Verdict } from '../finding.ts';
import { admissionIn, elsewhere, isLive } from '../own-answers.ts';
import { Unanswered, type Answer, type Visit } from '../visit.ts';
import type { Check } from './check.ts';

export const pathCheck: Check = {
  name: 'path',
  needs: ['tls'],
  async look(visit) {
    try {
      return await looked(visit);
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      return wrong(
        `${visit.target.url} does not answer a request: ${error.message}.`,
        'See in the log of the proxy, or of the chat where there is none, what became of it.',
        { remedy: 'reaching' },
      );
    }
  },
};

async function looked(visit: Visit): Promise<Verdict> {
  const { url, room } = visit.target;
  const answer = await visit.ask('/health/live');
  if (isLive(answer)) return fine(`A chat server answers at ${url}/.`);
  // Health may be nobody's business but the proxy's, and the chat is there all the same.
  const admission = await visit.ask(`/rooms/${room}/admission`);
  if (admissionIn(admission))
    return fine(`A chat server answers at ${url}/. The proxy keeps its health to itself.`);
  return (await misplaced(visit, admission)) ?? somebodyElse(visit, admission, `/rooms/${room}/admission`);
}

/** The chat is reached, by another path than it knows; or it is found at the top of the host. */
async function misplaced(visit: Visit, answer: Answer): Promise<Verdict | undefined> {
  const { path, url } = visit.target;
  const own = elsewhere(answer);
  if (own === '' && path !== '')
    return wrong(
      `The proxy passes ${path}/ on as it is, and the chat knows of no path.`,
      `Start the chat with --path ${path}, or have the proxy take ${path} away and start the chat with --public-url ${url}.`,
      { remedy: 'path-taken' },
    );
  if (own === '')
    return wrong(
      'The proxy puts something before the path: the chat is asked for what it does not have.',
      'Pass the path on as it is.',
      { remedy: 'path-kept' },
    );
  if (own === path)
    return wrong(
      `The proxy takes ${path} away, and the chat expects it.`,
      `Pass the path on as it is, or start the chat without --path and with --public-url ${url}.`,
      { remedy: 'path-kept' },
    );
  const top = new URL(url).origin;
  if (own !== undefined)
    return wrong(`The chat is at ${top}${own}/, not at ${url}/.`, `Use ${top}${own} as its address.`);
  if (path !== '' && isLive(await visit.askAt('/health/live')))
    return wrong(
      `The chat is at ${top}/, not at ${url}/.`,
      `Use ${top} as its address, or have the proxy pass ${path}/ on to it and start it with --path ${path}.`,
      { remedy: 'path-kept' },
    );
  return undefined;
}

function somebodyElse(visit: Visit, { status, headers }: Answer, asked: string): Verdict {
  const { url, path } = visit.target;
  const location = headers.location?.replace(asked, '');
  if (headers['cf-mitigated'] !== undefined)
    return wrong(
      'Cloudflare wants a proof that a person asks, which a script in another page cannot give.',
      'Leave the chat’s address out of it.',
      { remedy: 'challenge' },
    );
  if (status >= 300 && status < 400 && location !== undefined)
    return wrong(
      `${url} sends to ${location}, and a WebSocket does not go along.`,
      'Use that address, if the chat is there.',
    );
  if (status === 401 || status === 403)
    return wrong(
      `The proxy lets nobody in (${status}).`,
      'Take password, list of addresses or firewall rule away from the chat’s address: it has rules of its own.',
    );
  if (status === 502 || status === 503 || status === 504 || (status >= 520 && status < 530))
    return wrong(
      `The proxy answers, and finds no chat behind it (${status}).`,
      'Start the chat, and name the address in the proxy that it listens on.',
      { remedy: 'reaching' },
    );
  return wrong(
    `Something else answers at ${url}/ (${status}): no chat server.`,
    `Have the proxy pass ${path}/ on to the chat${path === '' ? '' : `, and start that with --path ${path}`}, or use the address that the chat has.`,
    { remedy: 'path-kept' },
  );
}
