// What is looked at: where the chat is reached, from which site, and for how long.
import { isRoomName } from '../../protocol/room-name.ts';
import { UsageError } from '../config/config-error.ts';

export interface Target {
  /** Where the chat is reached, without a slash at the end. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  /** Under which the chat is reached, as in /chat; empty where it is all of the site. */
  readonly path: string;
  /** Of the pages that embed it. */
  readonly origin: string;
  readonly room: string;
  /** For how long a connection has to live without a word from a person. */
  readonly idleMs: number;
}

/** As a person writes it. */
export interface Wish {
  readonly url: string;
  readonly origin?: string | undefined;
  readonly room?: string | undefined;
  /** Seconds. */
  readonly idle?: string | undefined;
}

/** Two of the server's questions fall into it, and the minute after which most proxies cut. */
const idleSeconds = 70;

/** Longer is nobody's time-out. */
const mostIdleSeconds = 3_600;

/** Throws a UsageError whose message names the cure. */
export function readTarget({
  url: address,
  origin,
  room = 'lobby',
  idle = String(idleSeconds),
}: Wish): Target {
  const url = addressOf(address);
  const secure = url.protocol === 'https:';
  const path = url.pathname.replace(/\/$/, '');
  return {
    url: url.origin + path,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    secure,
    path,
    origin: origin === undefined ? url.origin : originOf(origin),
    room: roomOf(room),
    idleMs: 1_000 * idleOf(idle),
  };
}

function addressOf(text: string): URL {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    throw new UsageError(
      `${text}: this is no address of a chat. Write it with its scheme, as in https://chat.example.com or https://www.example.com/chat.`,
    );
  const url = new URL(text);
  if (url.username !== '' || url.search !== '' || url.hash !== '')
    throw new UsageError(`${text}: leave out what stands behind ? or # and before @.`);
  return url;
}

function originOf(text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new UsageError(
      `--origin ${text}: name a site with its scheme, as in --origin https://www.example.com.`,
    );
  const { origin } = new URL(text);
  if (origin !== text)
    throw new UsageError(`--origin ${text}: browsers write this site ${origin}. Write it so.`);
  return origin;
}

function roomOf(text: string): string {
  if (isRoomName(text)) return text;
  throw new UsageError(
    `--room ${text}: this cannot be a room’s name. Use up to 64 lower-case letters, digits, dots, underscores and hyphens.`,
  );
}

function idleOf(text: string): number {
  const seconds = Number(text);
  if (/^\d+$/.test(text) && seconds >= 1 && seconds <= mostIdleSeconds) return seconds;
  throw new UsageError(`--idle ${text}: name seconds, from 1 to ${mostIdleSeconds}.`);
}
