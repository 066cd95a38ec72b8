// What a proxy adds to the chat's own pages that keeps them from working.
import { fine, wrong, cannotTell, type Verdict } from '../finding.ts';
import { isPage } from '../own-answers.ts';
import type { Check } from './check.ts';

export const headersCheck: Check = {
  name: 'headers',
  needs: ['path', 'ready'],
  async look(visit) {
    const page = await visit.ask(`/rooms/${visit.target.room}`);
    if (!isPage(page)) return cannotTell(`The room’s page is answered with ${page.status}.`);
    const { headers } = page;
    return (
      policies(split(headers['content-security-policy'])) ??
      frames(split(headers['x-frame-options'])) ??
      fine('Nothing is added to the chat’s pages that stands in their way.')
    );
  },
};

/** A header that comes several times is joined by commas, and no policy has one in it. */
function split(header: string | string[] | undefined): readonly string[] {
  return String(header ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

/** The chat's own names its policies for Trusted Types. */
const ownMark = 'trusted-types ws-chat';

function policies(all: readonly string[]): Verdict | undefined {
  const added = all.filter((policy) => !policy.includes(ownMark));
  if (added.length === all.length)
    return wrong(
      'The proxy takes away the Content-Security-Policy with which the chat guards its pages.',
      'Leave that header of the chat’s answers as it is.',
      { remedy: 'page-headers', passable: true },
    );
  const needs = added.flatMap(forbidden);
  if (needs.length === 0) return undefined;
  return wrong(
    `The proxy adds a Content-Security-Policy to the chat’s pages that forbids ${[...new Set(needs)].join(' and ')}.`,
    'Add it to the pages of the site only: the chat’s own have a stricter one.',
    { remedy: 'page-headers', passable: true },
  );
}

/** What the pages need, of which each policy has to admit all. */
const needed = [
  ['script-src', 'their script'],
  ['style-src', 'their style'],
  ['connect-src', 'their WebSocket'],
] as const;

function forbidden(policy: string): readonly string[] {
  const directives = new Map(
    policy.split(';').map((part) => {
      const [name = '', ...sources] = part.trim().split(/\s+/);
      return [name.toLowerCase(), sources] as const;
    }),
  );
  return needed.flatMap(([directive, what]) => {
    const sources = directives.get(directive) ?? directives.get('default-src');
    return sources === undefined || sources.some((source) => mayAdmit(source)) ? [] : [what];
  });
}

/** A host or a scheme may be the chat's; a nonce or a hash never is. */
function mayAdmit(source: string): boolean {
  return source === "'self'" || !source.startsWith("'");
}

function frames(all: readonly string[]): Verdict | undefined {
  if (all.every((value) => value.toUpperCase() === 'SAMEORIGIN')) return undefined;
  return wrong(
    `The proxy adds X-Frame-Options: ${all.join(', ')} to the chat’s pages, so that not even their own site may frame them.`,
    'Leave that header of the chat’s answers as it is.',
    { remedy: 'page-headers', passable: true },
  );
}
