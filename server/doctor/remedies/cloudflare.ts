// What to change at Cloudflare, as its dashboard calls it. What is not here cannot be set there.
import type { Remedies } from './remedy.ts';

export const cloudflare: Remedies = {
  reaching: ({ host }) =>
    `DNS: the record of ${host} names the machine of the chat or of its proxy, and a firewall there lets Cloudflare in`,
  upgrade: () => `Network: WebSockets: on`,
  compression: ({ path }) =>
    `Rules: Compression Rules: where the path is like ${path}/rooms/*/events: Disable compression`,
  body: () => `Security: WAF: take out the rule that limits http.request.body.size`,
  certificate: ({ host }) =>
    `SSL/TLS: Edge Certificates: one that has ${host}; Overview: Full (strict) for the way to the chat`,
  encryption: () => `SSL/TLS: Edge Certificates: Always Use HTTPS: on`,
  'script-headers': () => `Caching: Configuration: Browser Cache TTL: Respect Existing Headers`,
  'page-headers': ({ host }) =>
    `Rules: Response Header Transform Rules: where the host name is not ${host}: the headers that are set`,
  challenge: ({ host }) =>
    `Security: Security rules: where the host name is ${host}: Skip; Security level: not “Under Attack”`,
};
