// What `ws-chat init` is told, looked at, and made into settings.
import { parseOriginRule } from '../config/origin-rule.ts';
import { read } from '../config/spelling.ts';
import { settings, type SettingName } from '../config/settings.ts';

export interface Answers {
  readonly sites: readonly string[];
  readonly publicUrl: string;
  readonly port: string;
  readonly data: string;
}

/** Each says in a sentence what is wrong and how to mend it, or nothing. */
export function siteProblem(text: string): string | undefined {
  try {
    parseOriginRule(text);
    return undefined;
  } catch (error) {
    return `${(error as Error).message}.`;
  }
}

export function portProblem(text: string): string | undefined {
  return settingProblem('port', text);
}

export function publicUrlProblem(text: string, sites: readonly string[]): string | undefined {
  const problem = settingProblem('publicUrl', text);
  if (problem !== undefined) return problem;
  const { protocol, hostname, host } = new URL(text);
  const secure = sites.find((site) => site.startsWith('https:'));
  if (protocol === 'https:' || secure === undefined || isHere(hostname)) return undefined;
  return `Pages of ${secure} may only use what comes by https. Write https://${host}, and let a reverse proxy speak https.`;
}

function settingProblem(name: SettingName, text: string): string | undefined {
  const { error } = settings[name].schema.safeParse(read(name, [text]));
  return error && `“${text}” ${error.issues[0]!.message}.`;
}

/** `https://www.example.com` -> `https://chat.example.com`; on one’s own machine, the port itself. */
export function presetUrl(site: string, port: string): string {
  const { hostname } = new URL(site.replace('//*.', '//'));
  if (isHere(hostname)) return `http://localhost:${port}`;
  return `https://chat.${hostname.replace(/^www\./, '')}`;
}

/** As ws-chat.json has them. */
export function settingsOf({ sites, publicUrl, port, data }: Answers): Record<string, unknown> {
  return {
    origins: sites,
    publicUrl,
    ...(isBehindProxy(publicUrl) && { host: '127.0.0.1', trustedProxies: 1 }),
    port: Number(port),
    data,
  };
}

/** The chat itself speaks no https, so something before it does. */
export function isBehindProxy(publicUrl: string): boolean {
  return publicUrl.startsWith('https:');
}

function isHere(hostname: string): boolean {
  return hostname === 'localhost' || /^127\.[\d.]+$/.test(hostname) || hostname === '[::1]';
}
