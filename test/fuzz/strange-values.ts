// What a peer might write where a value is expected: JSON as text, since some of it no encoder would make.
import { frameBytes, textCharacters } from '../../protocol/limits.ts';
import type { Random } from './random.ts';

const numbers = [
  ...[
    '0',
    '-0',
    '-1',
    '1',
    '2',
    '100',
    '101',
    '1.0',
    '1.5',
    '1e2',
    '1E+2',
    '0.1e1',
    '-0.0',
    '1e400',
    '-1e400',
  ],
  ...['1e-400', '9007199254740991', '9007199254740992', '9007199254740993', '-9007199254740993'],
  ...[
    '123456789012345678901234567890',
    '2147483648',
    '4294967296',
    '00',
    '01',
    '+1',
    '.5',
    '1.',
    '0x10',
    'NaN',
  ],
  ...['Infinity', '-Infinity', '1n', '1_000'],
];

const texts = [
  ...[
    '',
    ' ',
    'hi',
    '\\u0000',
    '\\ud800',
    '\\udc00\\ud800',
    '\\ud83d\\ude00',
    '\u2028',
    '\u202e',
    '\ufeff',
    '\ufffd',
  ],
  ...[
    '\ud800',
    '\udfff',
    '\u0000',
    '\u001f',
    '\\',
    '\\x',
    '\\u12',
    '"',
    '\\"',
    '\\/',
    '</script>',
    '👩‍🚀',
    'e\u0301\u0301\u0301\u0301',
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'null',
    'true',
    '0',
    'NaN',
    '../..',
    '%00',
  ],
];

const others = [
  ...['null', 'true', 'false', '[]', '{}', '[[]]', '[{}]', '[null]', '{"type":"ping"}', 'undefined', ''],
  ...['{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}', '[1,2,3]'],
  ...[
    '{"length":1,"0":"a"}',
    '{"toString":null,"valueOf":null}',
    '{"then":1}',
    '{"epoch":"epoch-1","seq":0}',
  ],
];

/** Keys that mean something to the language, and some that mean something to the wire. */
export const strangeKeys = [
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'valueOf',
    'hasOwnProperty',
    'then',
    'toJSON',
    'length',
  ],
  ...[
    '',
    '0',
    'type',
    'Type',
    'TYPE',
    'type ',
    'draftId',
    'text',
    'ref',
    'on',
    'seq',
    'from',
    'role',
    '\\u0074ype',
  ],
];

/** Lengths at which something ends. */
const lengths = [
  ...[1, 31, 32, 33, 63, 64, 65, 125, 126, 255, 256, 257, 511, 512, 513],
  ...[textCharacters - 1, textCharacters, textCharacters + 1, 4_000, 8_000],
];

const letters = ['x', 'é', '漢', '😀', '\\u0041', '\\ud83d\\ude00', ' ', '\\n'];

export function strangeNumber(random: Random): string {
  return random.pick(numbers);
}

/** A string literal; sometimes one that ends too early or holds what it may not. */
export function strangeText(random: Random): string {
  if (random.chance(0.15)) return `"${random.pick(letters).repeat(random.pick(lengths))}"`;
  return `"${random.pick(texts)}${random.chance(0.3) ? random.pick(texts) : ''}"`;
}

export function strangeValue(random: Random): string {
  const kind = random.next();
  if (kind < 0.3) return strangeNumber(random);
  if (kind < 0.6) return strangeText(random);
  return random.pick(others);
}

/** Frames that are large or deep: rarely made, for they cost as much as hundreds of others. */
export function monster(random: Random): string {
  const depth = 10_000;
  const rest = frameBytes - '{"type":"post","draftId":"d","text":""}'.length;
  return random.pick([
    () => '['.repeat(depth) + ']'.repeat(depth),
    () => '['.repeat(depth),
    () => `${'{"a":'.repeat(depth / 2)}1${'}'.repeat(depth / 2)}`,
    () => `{"type":"ping","x":${'['.repeat(depth)}${']'.repeat(depth)}}`,
    () => `{"type":"post","draftId":"d","text":"${'x'.repeat(rest + random.below(3) - 1)}"}`,
    () => `{"type":"ping"${',"k":0'.repeat(2_000)}}`,
    () => `{"type":"ping",${Array.from({ length: 1_500 }, (_, index) => `"k${index}":0`).join(',')}}`,
    () => `{"type":"ping"${' '.repeat(16_000)}}`,
    () => `{"type":"rename","name":"${'\u0301'.repeat(16_000)}"}`,
    () => '9'.repeat(16_000),
    () => `{"type":"history","limit":1,"before":${'9'.repeat(16_000)}}`,
  ])();
}
