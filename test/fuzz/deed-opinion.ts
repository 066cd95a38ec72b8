// What protocol/README.md says of what those who keep a room ask for, read again by hand as second-opinion.ts reads
// the rest.
import { count, isDraftId, isObject, isSwitch, oneOf, upTo, type Is } from './readings.ts';

const isSubject: Is = (value) => value !== '' && upTo(128)(value);
const forMs = count(10_000, 31_622_400_000);
const isNetwork = oneOf('narrow', 'wide');
const isTime = count(0);

/** By `do`: fields that must be there, and those that may be. */
const deeds: Readonly<Record<string, { readonly must: Fields; readonly may?: Fields }>> = {
  'remove-all': { must: { who: isSubject, since: isTime } },
  clear: { must: {}, may: { since: isTime } },
  mute: { must: { who: isSubject }, may: { forMs, shadow: isSwitch } },
  unmute: { must: { who: isSubject } },
  kick: { must: { who: isSubject } },
  ban: { must: { who: isSubject }, may: { forMs, network: isNetwork } },
  unban: { must: { who: isSubject } },
  mode: { must: { mode: isMode } },
  shield: { must: { on: isSwitch }, may: { forMs: count(60_000, 86_400_000) } },
  'ban-many': { must: { by: isMany }, may: { forMs, network: isNetwork } },
  approve: { must: { who: isSubject, held: isDraftId } },
  decline: { must: { who: isSubject, held: isDraftId } },
  resolve: { must: { report: isSubject } },
  dismiss: { must: { report: isSubject } },
  undo: { must: { of: isDraftId }, may: { by: isSubject } },
};

type Fields = Readonly<Record<string, Is>>;

export function isDeed(value: unknown): boolean {
  if (!isObject(value)) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const name = fields.get('do');
  if (name === 'list')
    return fits(
      fields,
      { of: oneOf('held', 'reports', 'restraints', 'audit', 'shield') },
      { before: count(0) },
    );
  if (typeof name !== 'string' || !Object.hasOwn(deeds, name)) return false;
  const { must, may = {} } = deeds[name]!;
  return fits(fields, must, { ...may, why: upTo(500) });
}

function fits(fields: ReadonlyMap<string, unknown>, must: Fields, may: Fields): boolean {
  return (
    Object.entries(must).every(([name, is]) => is(fields.get(name))) &&
    Object.entries(may).every(([name, is]) => !fields.has(name) || is(fields.get(name)))
  );
}

function isMode(value: unknown): boolean {
  if (!isObject(value)) return false;
  const switches = ['membersOnly', 'emojiOnly', 'readOnly', 'holdAll'].map(
    (name) => [name, isSwitch] as const,
  );
  return fits(
    new Map(Object.entries(value)),
    {},
    { slowSeconds: count(0, 21_600), paused: isPause, ...Object.fromEntries(switches) },
  );
}

function isPause(value: unknown): boolean {
  return isObject(value) && fits(new Map(Object.entries(value)), {}, { message: upTo(500), forMs });
}

/** Either of the two. */
function isMany(value: unknown): boolean {
  if (!isObject(value)) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return fits(fields, { phrase: isPhrase }, { since: isTime }) || fits(fields, { joined: isSpan }, {});
}

function isPhrase(value: unknown): boolean {
  return (
    upTo(100)(value) && Array.from(String(value)).some((letter) => letter !== '*' && letter.trim() !== '')
  );
}

function isSpan(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(isTime);
}
