// What protocol/README.md says of a client's frame, read again by hand: an opinion that shares no line
// with the schemas, so that the two can be held against each other.
import { isDeed } from './deed-opinion.ts';
import { count, isDraftId, isObject, isSwitch, isText, oneOf, upTo } from './readings.ts';

/** What is answered under its draft id. */
export interface Act {
  readonly kind: 'act';
  readonly type: string;
  readonly draftId: string;
  readonly text: string | undefined;
}

/** `malformed`: the wire is broken, 4000. */
export type Reading =
  | Act
  | { readonly kind: 'hello'; readonly since: number | undefined; readonly isMember: boolean }
  | { readonly kind: 'malformed' | 'history' | 'prove' | 'rename' | 'renew' | 'typing' | 'ping' | 'pong' };

const malformed: Reading = { kind: 'malformed' };

export function secondOpinion(frame: string): Reading {
  const value = parsed(frame);
  if (!isObject(value)) return malformed;
  const fields = new Map<string, unknown>(Object.entries(value));
  const has = (name: string, is: (value: unknown) => boolean) => is(fields.get(name));
  const may = (name: string, is: (value: unknown) => boolean) => !fields.has(name) || is(fields.get(name));
  const type = fields.get('type');
  switch (type) {
    case 'hello': {
      const fits = may('token', isText) && may('name', upTo(256)) && may('history', count(0, 100));
      if (!fits || !may('since', isSince)) return malformed;
      const token = fields.get('token');
      const isMember = typeof token === 'string' && token.split('.').length > 2;
      return { kind: type, since: (fields.get('since') as { seq: number } | undefined)?.seq, isMember };
    }
    case 'history': {
      const ranges = ['before', 'after'].filter((name) => fields.has(name));
      return ranges.length === 1 && has(ranges[0]!, count(0)) && has('limit', count(1, 100))
        ? { kind: type }
        : malformed;
    }
    case 'prove':
      return has('solution', isSolution) ? { kind: type } : malformed;
    case 'rename':
      return has('name', upTo(256)) ? { kind: type } : malformed;
    case 'renew':
      return has('token', isText) ? { kind: type } : malformed;
    case 'typing':
      return has('on', isSwitch) ? { kind: type } : malformed;
    case 'ping':
    case 'pong':
      return { kind: type };
    case 'post':
      return has('text', isText) && may('replyTo', count(1)) ? act(type, fields) : malformed;
    case 'edit':
      return has('text', isText) && has('ref', count(1)) ? act(type, fields) : malformed;
    case 'notice':
      return has('text', isText) && may('level', oneOf('info', 'warning', 'highlight'))
        ? act(type, fields)
        : malformed;
    case 'report': {
      const fits = has('ref', count(1)) && has('reason', oneOf('spam', 'abuse', 'danger', 'other'));
      return fits && may('text', upTo(500)) ? act(type, fields) : malformed;
    }
    case 'moderate':
      return has('act', isDeed) ? act(type, fields) : malformed;
    case 'remove':
      return has('ref', count(1)) ? act(type, fields) : malformed;
    case 'react': {
      const fits = has('ref', count(1)) && has('on', isSwitch) && has('emoji', upTo(64));
      return fits && fields.get('emoji') !== '' ? act(type, fields) : malformed;
    }
    case 'poll':
      return has('text', isText) && has('options', isOptions) ? act(type, fields) : malformed;
    case 'vote':
      return has('ref', count(1)) && may('option', count(0, 5)) ? act(type, fields) : malformed;
    case 'end-poll':
      return has('ref', count(1)) ? act(type, fields) : malformed;
    case 'pin':
      return has('ref', count(1)) && has('on', isSwitch) ? act(type, fields) : malformed;
    default:
      return malformed;
  }
}

/** Acts that say something; in the others a text is one more field that nobody knows. */
const speaking = new Set(['post', 'edit', 'poll', 'notice']);

function act(type: string, fields: ReadonlyMap<string, unknown>): Reading {
  const draftId = fields.get('draftId');
  const text = fields.get('text');
  if (!isDraftId(draftId)) return malformed;
  const said = speaking.has(type) && typeof text === 'string' ? text : undefined;
  return { kind: 'act', type, draftId, text: said };
}

function parsed(frame: string): unknown {
  try {
    return JSON.parse(frame);
  } catch {
    return undefined;
  }
}

const isOptions = (value: unknown) =>
  Array.isArray(value) && value.length >= 2 && value.length <= 6 && value.every(isText);

function isSolution(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { algorithm, challenge, number, salt, signature } = value as Record<string, unknown>;
  const isDigest = (text: unknown) => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
  return (
    algorithm === 'SHA-256' &&
    isDigest(challenge) &&
    isDigest(signature) &&
    count(0, 10_000_000)(number) &&
    upTo(512)(salt)
  );
}

function isSince(value: unknown): boolean {
  if (!isObject(value)) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const tail = fields.has('tail') ? fields.get('tail') : [];
  return (
    upTo(64)(fields.get('epoch')) &&
    count(0)(fields.get('seq')) &&
    Array.isArray(tail) &&
    tail.length <= 8 &&
    tail.every(isDraftId)
  );
}
