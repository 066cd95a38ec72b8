// Whether the name of the chat is one.
import { isIP } from 'node:net';
import { fine, wrong } from '../finding.ts';
import type { Check } from './check.ts';

export const nameCheck: Check = {
  name: 'name',
  needs: [],
  async look({ target: { host }, surroundings }) {
    if (isIP(host) !== 0) return fine(`${host} is an address already.`);
    try {
      const addresses = await surroundings.lookup(host);
      return fine(`${host} is ${addresses.map(({ address }) => address).join(' and ')}.`);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EAI_AGAIN')
        return wrong(
          `No name server says what ${host} is.`,
          'See whether other names are known on this machine. If they are, the name servers of this domain do not answer: ask whoever keeps it.',
        );
      return wrong(
        `There is no name ${host}.`,
        'Look for a slip in it, or give it an A or AAAA record where the domain is kept; a new one may take an hour to be known.',
      );
    }
  },
};
