// Whether the chat is spoken to as the address says, by TLS or in the clear, and whether browsers let pages do so.
import { fine, wrong } from '../finding.ts';
import { meetTls } from '../tls-meeting.ts';
import type { Visit } from '../visit.ts';
import type { Check } from './check.ts';

export const tlsCheck: Check = {
  name: 'tls',
  needs: ['reach'],
  look: (visit) => (visit.target.secure ? secured(visit) : plain(visit)),
};

async function secured(visit: Visit) {
  const { host, port } = visit.target;
  const meeting = await meetTls(visit);
  if (meeting.kind === 'spoken') return fine(`Port ${port} speaks ${meeting.version}.`);
  if (meeting.kind === 'other')
    return wrong(
      `Port ${port} speaks no TLS, so https://${host} cannot be opened.`,
      'Turn TLS on there, in the proxy before the chat.',
      { remedy: 'encryption' },
    );
  return wrong(
    `TLS cannot be agreed on with port ${port}: ${meeting.why}.`,
    `Have the proxy serve ${host} with a certificate of its own, by TLS 1.2 or 1.3.`,
    { remedy: 'certificate' },
  );
}

async function plain(visit: Visit) {
  const { host, port, origin } = visit.target;
  const { kind } = await meetTls(visit);
  if (kind === 'spoken')
    return wrong(`Port ${port} speaks TLS, and the address says http.`, 'Write the address with https://.');
  if (isThisMachine(host)) return fine('Without TLS, as it may be on one’s own machine.');
  if (origin.startsWith('https:'))
    return wrong(
      `The chat has no TLS: browsers let no page of ${origin} load it.`,
      'Turn TLS on in the proxy before the chat, and embed it by https.',
      { remedy: 'encryption', passable: true },
    );
  return fine('Without TLS: only pages on http can embed it, and whoever is on the way reads along.');
}

/** Browsers trust these without TLS. */
function isThisMachine(host: string): boolean {
  return host === '::1' || /^127(\.\d+){3}$/.test(host) || /(^|\.)localhost$/.test(host);
}
