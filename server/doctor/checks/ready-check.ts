// Whether the server says that it may be sent visitors.
import { cannotTell, fine, wrong } from '../finding.ts';
import { isReady } from '../own-answers.ts';
import type { Check } from './check.ts';

export const readyCheck: Check = {
  name: 'ready',
  needs: ['path'],
  async look(visit) {
    const answer = await visit.ask('/health/ready');
    const ready = isReady(answer);
    if (ready === true) return fine('The server is ready for visitors.');
    if (ready === undefined)
      return cannotTell('The proxy keeps to itself whether the server is ready, as it well may.');
    return wrong(
      `The server runs and is not ready for visitors (${answer.status}): it stops, or cannot write its log.`,
      'Read what it says in its own log; mostly the disk is full, or Postgres is away. If it is being restarted, look again in a moment.',
    );
  },
};
