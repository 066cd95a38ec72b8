// Whether the chat knows its visitors apart: only its own log shows it, and what to look for there is said here.
import { cannotTell } from '../finding.ts';
import type { Check } from './check.ts';

export const forwardedCheck: Check = {
  name: 'visitors',
  needs: ['path'],
  look: () =>
    Promise.resolve(
      cannotTell(
        'Whether the chat believes the proxy’s X-Forwarded-For is not to be seen from outside.',
        'Look in its log for “Visitors seem to come through a reverse proxy”: if it is there, say how many proxies of yours stand in front, as in --trusted-proxies 1.',
      ),
    ),
};
