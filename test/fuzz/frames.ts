// Text frames as a peer might send them: whole ones, whole ones with something done to them, and rubbish.
import type { Random } from './random.ts';
import { monster, strangeKeys, strangeNumber, strangeText, strangeValue } from './strange-values.ts';

/** A message as the texts of its keys and values, so that it can be written as no encoder would. */
type Fields = [key: string, value: string][];

const draftIds = ['"d1"', '"d2"', '"d3"', '"A_z-9"', `"${'i'.repeat(64)}"`];
const seqs = ['0', '1', '2', '3', '5', '8', '100', '9007199254740991'];
const refs = ['1', '2', '3', '5', '8', '100', '9007199254740991'];
const says = [
  '"hi"',
  '"hello there"',
  '"漢字"',
  '"😀"',
  '"\\ud800"',
  '"a\\u0000b"',
  '"</script>"',
  '"\\n"',
  '"x y z"',
];
const switches = ['true', 'false'];

let drafts = 0;

const makers: readonly ((random: Random) => Fields)[] = [
  (random) => [
    ['type', '"post"'],
    ['draftId', draftId(random)],
    ['text', random.chance(0.8) ? random.pick(says) : strangeText(random)],
  ],
  (random) => [
    ['type', '"post"'],
    ['draftId', draftId(random)],
    ['text', random.pick(says)],
    ['replyTo', random.pick(refs)],
  ],
  (random) => [
    ['type', '"edit"'],
    ['draftId', draftId(random)],
    ['ref', random.pick(refs)],
    ['text', random.pick(says)],
  ],
  (random) => [
    ['type', '"remove"'],
    ['draftId', draftId(random)],
    ['ref', random.pick(refs)],
  ],
  (random) => [
    ['type', '"react"'],
    ['draftId', draftId(random)],
    ['ref', random.pick(refs)],
    ['emoji', random.pick(['"👍"', '"x"', '"👩‍🚀"', '"ok"', '""'])],
    ['on', random.pick(switches)],
  ],
  (random) => [
    ['type', '"poll"'],
    ['draftId', draftId(random)],
    ['text', random.pick(says)],
    [
      'options',
      random.pick(['["a","b"]', '["a"]', '["1","2","3","4","5","6"]', '["",1]', '[" ","b"]', '"a|b"']),
    ],
  ],
  (random) => [
    ['type', '"vote"'],
    ['draftId', draftId(random)],
    ['ref', random.pick(refs)],
    ['option', random.pick(['0', '1', '5', '6', '-1', '0.5', 'null'])],
  ],
  (random) => [
    ['type', '"end-poll"'],
    ['draftId', draftId(random)],
    ['ref', random.pick(refs)],
  ],
  (random) => [
    ['type', '"pin"'],
    ['draftId', draftId(random)],
    ['ref', random.pick(refs)],
    ['on', random.pick(switches)],
  ],
  (random) => [
    ['type', '"notice"'],
    ['draftId', draftId(random)],
    ['text', random.pick(says)],
    ['level', random.pick(['"info"', '"warning"', '"highlight"', '"loud"'])],
  ],
  (random) => [
    ['type', '"report"'],
    ['draftId', draftId(random)],
    ['ref', random.pick(refs)],
    ['reason', random.pick(['"spam"', '"abuse"', '"danger"', '"other"', '"boredom"'])],
    ['text', random.chance(0.8) ? random.pick(says) : strangeText(random)],
  ],
  (random) => [
    ['type', '"moderate"'],
    ['draftId', draftId(random)],
    ['act', random.chance(0.8) ? deed(random) : strangeValue(random)],
  ],
  (random) => [
    ['type', '"history"'],
    [random.pick(['before', 'after']), random.pick(seqs)],
    ['limit', random.pick(['1', '2', '50', '100'])],
  ],
  (random) => [
    ['type', '"prove"'],
    ['solution', random.chance(0.8) ? solution(random) : strangeValue(random)],
  ],
  (random) => [
    ['type', '"rename"'],
    ['name', random.chance(0.5) ? '"Bo"' : strangeText(random)],
  ],
  (random) => [
    ['type', '"renew"'],
    ['token', random.chance(0.5) ? '"a.b.c"' : strangeText(random)],
  ],
  (random) => [
    ['type', '"typing"'],
    ['on', random.pick(switches)],
  ],
  () => [['type', '"ping"']],
  () => [['type', '"pong"']],
];

/** What somebody asks for who keeps a room, or would like to; one of its values may be strange. */
function deed(random: Random): string {
  const fields = random.pick(deeds)(random);
  if (random.chance(0.3)) fields.push(['why', random.chance(0.5) ? '"because"' : strangeText(random)]);
  if (random.chance(0.3)) fields.push(['forMs', random.pick(['10000', '9999', '86400000', '1e12'])]);
  if (random.chance(0.3)) fields[random.below(fields.length)]![1] = strangeValue(random);
  return written(fields);
}

const whose = ['"nobody"', '"network:x"', '""', `"${'w'.repeat(129)}"`];

const deeds: readonly ((random: Random) => Fields)[] = [
  ...['remove-all', 'unmute', 'kick', 'unban'].map((name) => (random: Random): Fields => [
    ['do', `"${name}"`],
    ['who', random.pick(whose)],
    ['since', random.pick(seqs)],
  ]),
  () => [['do', '"clear"']],
  (random) => [
    ['do', '"mute"'],
    ['who', random.pick(whose)],
    ['shadow', random.pick(switches)],
  ],
  (random) => [
    ['do', '"ban"'],
    ['who', random.pick(whose)],
    ['network', random.pick(['"narrow"', '"wide"', '"all"'])],
  ],
  (random) => [
    ['do', '"mode"'],
    [
      'mode',
      random.pick([
        '{}',
        '{"slowSeconds":21600}',
        '{"slowSeconds":21601}',
        '{"readOnly":true}',
        '{"readOnly":1}',
      ]),
    ],
  ],
  (random) => [
    ['do', '"mode"'],
    [
      'mode',
      random.pick(['{"paused":{}}', '{"paused":{"message":"Lunch.","forMs":9999}}', '{"paused":[]}', '[]']),
    ],
  ],
  (random) => [
    ['do', '"shield"'],
    ['on', random.pick(switches)],
  ],
  (random) => [
    ['do', '"ban-many"'],
    ['by', random.pick(['{"phrase":"x"}', '{"phrase":"* *"}', '{"joined":[1,2]}', '{"joined":[1]}', '{}'])],
  ],
  (random) => [
    ['do', random.pick(['"approve"', '"decline"'])],
    ['who', random.pick(whose)],
    ['held', draftId(random)],
  ],
  (random) => [
    ['do', random.pick(['"resolve"', '"dismiss"'])],
    ['report', random.pick(whose)],
  ],
  (random) => [
    ['do', '"undo"'],
    ['of', draftId(random)],
  ],
  (random) => [
    ['do', '"list"'],
    ['of', random.pick(['"held"', '"reports"', '"restraints"', '"audit"', '"shield"', '"staff"'])],
    ['before', random.pick(seqs)],
  ],
];

function solution(random: Random): string {
  const digest = `"${random.pick(['a', 'A', '0', 'g']).repeat(random.pick([64, 64, 64, 63]))}"`;
  const number = random.chance(0.5) ? random.pick(seqs) : strangeNumber(random);
  const salt = random.chance(0.5) ? '"ab?expires=1&room=lobby&who=x&"' : strangeText(random);
  return `{"algorithm":"SHA-256","challenge":${digest},"number":${number},"salt":${salt},"signature":${digest}}`;
}

function draftId(random: Random): string {
  return random.chance(0.9) ? `"n${++drafts}"` : random.pick(draftIds);
}

/** A `hello`, with a chance for each of its fields. */
export function helloFields(random: Random): Fields {
  const fields: Fields = [['type', '"hello"']];
  if (random.chance(0.5)) fields.push(['name', random.chance(0.5) ? '"Ann"' : strangeText(random)]);
  if (random.chance(0.2)) fields.push(['token', random.pick(['"abc.def"', '"a.b.c"', strangeText(random)])]);
  if (random.chance(0.2))
    fields.push(['history', random.chance(0.5) ? random.pick(seqs) : strangeNumber(random)]);
  if (random.chance(0.3)) fields.push(['since', since(random)]);
  return fields;
}

function since(random: Random): string {
  const tail = random.chance(0.5)
    ? `,"tail":[${Array.from({ length: random.below(10) }, () => draftId(random)).join(',')}]`
    : '';
  return `{"epoch":${random.pick(['"epoch-1"', '"epoch-2"', '""'])},"seq":${random.pick(seqs)}${tail}}`;
}

export function written(fields: Fields): string {
  return `{${fields.map(([key, value]) => `"${key}":${value}`).join(',')}}`;
}

/** A whole message that is not `hello`. */
export function message(random: Random): Fields {
  return random.pick(makers)(random);
}

/** One thing done to the fields of a message. */
function disturbFields(random: Random, fields: Fields): Fields {
  const at = random.below(fields.length);
  const [key, value] = fields[at]!;
  const replaced = (by: Fields) => [...fields.slice(0, at), ...by, ...fields.slice(at + 1)];
  return random.pick([
    () => replaced([]),
    () => replaced([[key, strangeValue(random)]]),
    () => replaced([[key, strangeValue(random)]]),
    () => replaced([[random.pick(strangeKeys), value]]),
    () => replaced([[key, `[${value}]`]]),
    () => replaced([[key, `{"a":${value}}`]]),
    () => [...fields, [key, strangeValue(random)] as [string, string]],
    () => [[key, strangeValue(random)] as [string, string], ...fields],
    () => [...fields, [random.pick(strangeKeys), strangeValue(random)] as [string, string]],
    () => [...fields].reverse(),
  ])();
}

/** One thing done to a text: what a broken line, a broken client or a curious person does. */
export function disturbText(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const until = Math.min(text.length, at + 1 + random.below(8));
  const flipped =
    text.charCodeAt(Math.min(at, text.length - 1)) ^ (1 << random.below(random.chance(0.9) ? 7 : 16));
  return random.pick([
    () => text.slice(0, at) + String.fromCharCode(flipped) + text.slice(at + 1),
    () => text.slice(0, at) + String.fromCharCode(flipped) + text.slice(at + 1),
    () => text.slice(0, at) + text.slice(until),
    () => text.slice(0, until) + text.slice(at),
    () => text.slice(0, at),
    () => text.slice(at),
    () =>
      text.slice(0, at) +
      random.pick(['"', '{', '}', '[', ']', ',', ':', '\\', '\u0000', ' ', '\ud800', '\t', '//', 'e9']) +
      text.slice(at),
    () => text.slice(0, at) + written(message(random)).slice(random.below(20)),
    () => text + text,
    () => `\ufeff${text}`,
    () => ` \t\r\n${text}\n`,
    () => `[${text}]`,
    () => JSON.stringify(text),
  ])();
}

/** A frame of any kind. */
export function anyFrame(random: Random, fields = message(random)): string {
  const kind = random.next();
  if (kind < 0.35) return written(fields);
  if (kind < 0.65)
    return written(repeated(random, fields, (now) => disturbFields(random, now.length > 0 ? now : fields)));
  if (kind < 0.9) return repeated(random, written(fields), (now) => disturbText(random, now));
  if (kind < 0.97) return strangeValue(random);
  if (kind < 0.998)
    return random.bytes(random.below(40)).toString(random.pick(['latin1', 'utf8', 'utf16le']));
  return monster(random);
}

function repeated<Thing>(random: Random, thing: Thing, change: (thing: Thing) => Thing): Thing {
  let changed = change(thing);
  while (random.chance(0.3)) changed = change(changed);
  return changed;
}
