// Whether pages of other sites can load the script, and get a new one after an update.
import type { IncomingHttpHeaders } from 'node:http';
import { fine, wrong, type Verdict } from '../finding.ts';
import type { Answer } from '../visit.ts';
import type { Check } from './check.ts';

/** The address stays the same over versions, so a copy that is kept for longer is an old one. */
const longestAgeSeconds = 86_400;

export const bundleCheck: Check = {
  name: 'script',
  needs: ['path'],
  async look(visit) {
    const { origin, url } = visit.target;
    const answer = await visit.ask('/ws-chat.js', {
      headers: { Origin: origin, 'Accept-Encoding': 'gzip, br' },
    });
    return (
      missing(answer, `${url}/ws-chat.js`) ??
      withheld(answer.headers, origin) ??
      misKept(answer.headers) ??
      fine(`The script is there for pages of any site, ${packed(answer.headers)}.`)
    );
  },
};

function missing({ status, headers }: Answer, address: string): Verdict | undefined {
  const type = headers['content-type'] ?? 'no type';
  if (status !== 200)
    return wrong(
      `${address} is answered with ${status}.`,
      'Have the proxy pass it on to the chat; if it does, the server was not built: run npm run build where it was installed from.',
      { remedy: 'path-kept' },
    );
  if (!/^(text|application)\/javascript/.test(type))
    return wrong(
      `${address} comes as ${type}, and browsers run scripts as text/javascript only.`,
      'Pass on the Content-Type that the chat gives.',
      { remedy: 'script-headers' },
    );
  return undefined;
}

/** Browsers take two values of these for none. */
function withheld(headers: IncomingHttpHeaders, origin: string): Verdict | undefined {
  const policy = String(headers['cross-origin-resource-policy'] ?? 'cross-origin');
  if (policy !== 'cross-origin')
    return wrong(
      `The script comes with Cross-Origin-Resource-Policy: ${policy}, so browsers keep it from pages of other sites.`,
      'Take that out of the proxy: the chat says cross-origin itself.',
      { remedy: 'script-headers' },
    );
  const allowed = headers['access-control-allow-origin'];
  if (allowed !== '*' && allowed !== origin)
    return wrong(
      allowed === undefined
        ? 'The script comes without Access-Control-Allow-Origin, which type="module" and integrity need.'
        : `The script comes with Access-Control-Allow-Origin: ${allowed}, which admits no page of ${origin}.`,
      'Leave that header to the chat, which says * itself.',
      { remedy: 'script-headers' },
    );
  return undefined;
}

function misKept(headers: IncomingHttpHeaders): Verdict | undefined {
  const rule = headers['cache-control'] ?? '';
  const age = Number(/\bmax-age=(\d+)/.exec(rule)?.[1] ?? 0);
  if (age > longestAgeSeconds || rule.includes('immutable'))
    return wrong(
      `Browsers keep the script for ${Math.round(age / longestAgeSeconds)} days (Cache-Control: ${rule}): after an update visitors have the old one.`,
      'Leave Cache-Control to the chat, which says five minutes.',
      { remedy: 'script-headers' },
    );
  if (rule.includes('no-store'))
    return wrong(
      'The script is loaded anew with every page (Cache-Control: no-store).',
      'Leave Cache-Control to the chat, which says five minutes.',
      { remedy: 'script-headers' },
    );
  return undefined;
}

function packed(headers: IncomingHttpHeaders): string {
  const packing = headers['content-encoding'];
  if (packing !== undefined) return `packed by ${packing}`;
  const bytes = Number(headers['content-length'] ?? 0);
  const size = bytes > 0 ? ` (${Math.round(bytes / 1_000)} kB)` : '';
  return `not packed${size}: have the proxy pass Accept-Encoding on, and it is a third`;
}
