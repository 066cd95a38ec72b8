// By which HTTP the proxy speaks to the chat. From outside nothing else shows it, so the server says it.
import { heardHeader } from '../../../protocol/heard.ts';
import { cannotTell, fine, wrong } from '../finding.ts';
import type { Check } from './check.ts';

export const httpCheck: Check = {
  name: 'http',
  needs: ['path'],
  async look(visit) {
    const { headers } = await visit.ask(`/rooms/${visit.target.room}/admission`);
    const heard = headers[heardHeader.toLowerCase()];
    if (heard === undefined)
      return cannotTell('The server does not say by which HTTP it is asked; it may be an older one.');
    if (heard === 'HTTP/1.0')
      return wrong(
        'The proxy speaks HTTP/1.0 to the chat: WebSockets, long answers and connections that are kept need 1.1.',
        'Have it speak HTTP/1.1.',
        { remedy: 'version', passable: true },
      );
    return fine(`The chat is asked by ${String(heard)}.`);
  },
};
