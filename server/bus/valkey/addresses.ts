// Where the primaries of a Valkey bus are, read from one setting, and which of them a topic has.
import { hash } from 'node:crypto';
import { BusUnavailable } from '../bus.ts';

export interface ValkeyAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly database: number;
  /** For people, and the same on every node: without user and password. */
  readonly name: string;
}

const schemes: Readonly<Record<string, { readonly tls: boolean }>> = {
  'redis:': { tls: false },
  'valkey:': { tls: false },
  'rediss:': { tls: true },
  'valkeys:': { tls: true },
};

export function isValkeyAddress(text: string): boolean {
  return Object.keys(schemes).some((scheme) => text.startsWith(`${scheme}//`));
}

/** Throws BusUnavailable. A comma within a password is taken for what it is. */
export function readValkeyAddresses(text: string): readonly ValkeyAddress[] {
  const addresses = text.split(/,(?=\s*\w+:\/\/)/).map((part) => readAddress(part.trim()));
  const twice = addresses.find(
    ({ name }, index) => addresses.findIndex((other) => other.name === name) < index,
  );
  if (twice) throw new BusUnavailable(`The bus names ${twice.name} twice. Name each server once in --bus.`);
  return addresses;
}

function readAddress(text: string): ValkeyAddress {
  const url = URL.parse(text);
  const scheme = url && schemes[url.protocol];
  if (!url || !scheme || !/^[^,\s]+$/.test(url.hostname) || !/^(\/\d{0,4})?$/.test(url.pathname))
    throw new BusUnavailable(
      `The address ${withoutPassword(text)} in --bus cannot be used. Write it like redis://user:password@host:6379, or rediss:// for TLS; several whole ones are separated by commas.`,
    );
  const port = Number(url.port || 6_379);
  const database = Number(url.pathname.slice(1));
  const db = database === 0 ? '' : `/${database}`;
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    tls: scheme.tls,
    username: decoded(url.username),
    password: decoded(url.password),
    database,
    name: `${scheme.tls ? 'rediss' : 'redis'}://${url.hostname}:${port}${db}`,
  };
}

/** A sign that was meant as it stands is no reason to turn somebody away. */
function decoded(part: string): string | undefined {
  try {
    return part === '' ? undefined : decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Also of what is no address. */
export function withoutPassword(text: string): string {
  const at = text.lastIndexOf('@');
  if (at < 0) return text;
  const scheme = text.indexOf('://');
  return `${scheme < 0 ? '' : text.slice(0, scheme + 3)}…@${text.slice(at + 1)}`;
}

/**
 * Which of these has a topic: the one with the highest hash. So nodes may name them in any order, and one
 * more takes only its own share of the topics from the others.
 */
export function placeOf(topic: string, names: readonly string[]): number {
  if (names.length === 1) return 0;
  const weights = names.map((name) => hash('sha256', `${name} ${topic}`, 'hex'));
  return weights.indexOf(weights.reduce((highest, weight) => (weight > highest ? weight : highest)));
}
