// Whether something listens at the addresses of the chat.
import { connect, isIP } from 'node:net';
import { fine, wrong } from '../finding.ts';
import { whyUnanswered } from '../visit.ts';
import type { Check } from './check.ts';

/** A visitor's browser has tried the next address long before. */
const connectMs = 5_000;

/** This machine has no way there; others may have. */
const fromHere = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL']);

export const reachCheck: Check = {
  name: 'reach',
  needs: ['name'],
  async look({ target: { host, port }, surroundings }) {
    const addresses = isIP(host) ? [host] : (await surroundings.lookup(host)).map(({ address }) => address);
    const attempts = await Promise.all(
      addresses.map(async (address) => ({ address, failure: await attempt(address, port) })),
    );
    const open = attempts.filter(({ failure }) => failure === undefined);
    if (open.length === 0) {
      const { address, failure } = attempts[0]!;
      return wrong(
        `${address} does not answer on port ${port}: ${whyUnanswered(failure!)}.`,
        failure?.code === 'ECONNREFUSED'
          ? `Start the proxy or the chat there, and have it listen on port ${port} of that address, not of 127.0.0.1 alone.`
          : `Open port ${port} in the firewalls of that machine and of its provider, or correct the address of ${host}.`,
      );
    }
    // Refused is known at once, and the next address is taken; silence makes visitors wait.
    const silent = attempts.find(({ failure }) => failure?.code === 'ETIMEDOUT');
    if (silent)
      return wrong(
        `${silent.address} does not answer on port ${port}, and ${open[0]!.address} does: visitors may wait for the first in vain.`,
        `Open port ${port} there too, or take ${silent.address} out of the records of ${host}.`,
        { passable: true },
      );
    const untried = attempts.find(({ failure }) => fromHere.has(failure?.code ?? ''));
    const rest = untried ? ` ${untried.address} cannot be tried from here.` : '';
    return fine(`Port ${port} of ${open.map(({ address }) => address).join(' and ')} is open.${rest}`);
  },
};

function attempt(address: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  const socket = connect({ host: address, port });
  return new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    socket.once('connect', () => resolve(undefined)).once('error', resolve);
    socket.setTimeout(connectMs, () => resolve(Object.assign(new Error(), { code: 'ETIMEDOUT' })));
  }).finally(() => socket.destroy());
}
