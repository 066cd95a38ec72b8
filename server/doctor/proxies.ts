// The proxies that there are remedies for, and which of them answered, as far as they say so.
import type { IncomingHttpHeaders } from 'node:http';
import { apache } from './remedies/apache.ts';
import { caddy } from './remedies/caddy.ts';
import { cloudflare } from './remedies/cloudflare.ts';
import { haproxy } from './remedies/haproxy.ts';
import { nginx } from './remedies/nginx.ts';
import type { Place, Remedies, RemedyName } from './remedies/remedy.ts';

export const proxyNames = ['nginx', 'Caddy', 'Apache', 'HAProxy', 'Cloudflare'] as const;

export type ProxyName = (typeof proxyNames)[number];

const remedies: Readonly<Record<ProxyName, Remedies>> = {
  nginx,
  Caddy: caddy,
  Apache: apache,
  HAProxy: haproxy,
  Cloudflare: cloudflare,
};

/** The lines for each of these proxies that has something of the kind to set. */
export function remedyLines(
  name: RemedyName,
  place: Place,
  proxies: readonly ProxyName[] = proxyNames,
): ReadonlyMap<ProxyName, string> {
  return new Map(
    proxies.flatMap((proxy) => {
      const lines = remedies[proxy][name]?.(place);
      return lines === undefined ? [] : [[proxy, lines] as const];
    }),
  );
}

/** HAProxy names itself nowhere, but in the pages that it makes. */
const haproxyPage = /<h1>\d{3} [^<]+<\/h1>\n[^<]+\n<\/body><\/html>\s*$/;

export function proxyOf(headers: IncomingHttpHeaders, text: string): ProxyName | undefined {
  const said = [headers.server ?? '', headers.via ?? ''].join(' ').toLowerCase();
  if (headers['cf-ray'] !== undefined || said.includes('cloudflare')) return 'Cloudflare';
  if (/nginx|openresty/.test(said)) return 'nginx';
  if (said.includes('caddy')) return 'Caddy';
  if (said.includes('apache')) return 'Apache';
  return said.includes('haproxy') || haproxyPage.test(text) ? 'HAProxy' : undefined;
}
