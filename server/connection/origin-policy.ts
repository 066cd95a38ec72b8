// Which pages may take part in a room. The origin is compared as the browser sent it, never parsed.
import type { OriginRule } from '../config/origin-rule.ts';

export interface OriginSettings {
  readonly rules: readonly OriginRule[];
  readonly allowNull: boolean;
  readonly allowMissing: boolean;
  /** The server's own origin, if it was told; else any origin on the request's own host. */
  readonly own?: string | undefined;
}

export type OriginPolicy = (origin: string | undefined, host: string | undefined) => boolean;

export function createOriginPolicy({ rules, allowNull, allowMissing, own }: OriginSettings): OriginPolicy {
  const exact = new Set(rules.filter((rule) => rule.kind === 'exact').map((rule) => rule.origin));
  const suffixes = rules.filter((rule) => rule.kind === 'subdomains').map((rule) => rule.suffix);
  const isOwn = (origin: string, host: string | undefined) =>
    own === undefined
      ? host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)
      : origin === own;
  return (origin, host) => {
    if (origin === undefined) return allowMissing;
    if (origin === 'null') return allowNull;
    return exact.has(origin) || isOwn(origin, host) || suffixes.some((suffix) => isUnder(origin, suffix));
  };
}

/** Names made of letters, digits, hyphens and dots only: a port or a user part never matches. */
function isUnder(origin: string, suffix: string): boolean {
  if (!origin.startsWith('https://') || !origin.endsWith(suffix)) return false;
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(origin.slice('https://'.length, -suffix.length));
}
