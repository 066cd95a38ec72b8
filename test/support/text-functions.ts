// Every function that takes text which a stranger wrote, and what makes bad ones of their kind slow. The proof
// that their work grows with the text and no faster, and the bench, both go by this list.
import { csvLine } from '../../server/console/csv.ts';
import { searchable } from '../../server/console/search.ts';
import { isBlank, cleanName } from '../../server/identity/names.ts';
import { bareNameKeys, nameKeys } from '../../server/identity/name-keys.ts';
import { headerOf, isMemberToken } from '../../server/identity/member-token.ts';
import { countEmoji, isEmoji, isEmojiOnly } from '../../server/moderation/emoji.ts';
import { createCapitalRule } from '../../server/moderation/rules/capitals.ts';
import { createEmojiRule } from '../../server/moderation/rules/emoji-flood.ts';
import { fold } from '../../server/moderation/rules/fold.ts';
import { createLengthRule } from '../../server/moderation/rules/length.ts';
import { createLineRule } from '../../server/moderation/rules/lines.ts';
import { addressesIn, createLinkRule } from '../../server/moderation/rules/links.ts';
import { createMarkRule } from '../../server/moderation/rules/marks.ts';
import { mentionRule } from '../../server/moderation/rules/mentions.ts';
import { printOf } from '../../server/moderation/rules/repeats.ts';
import type { Context, Rule } from '../../server/moderation/rules/rule.ts';
import { createSaying, createWordRule } from '../../server/moderation/rules/words.ts';
import { unfit } from '../../server/moderation/size.ts';
import { addressKey } from '../../server/connection/address.ts';
import { addressUnder, roomOfPath } from '../../server/connection/knock.ts';
import { createOriginPolicy } from '../../server/connection/origin-policy.ts';
import { messageBody, messageText } from '../../server/room/entry-text.ts';
import { createTerminal } from '../../server/telemetry/terminal.ts';
import { matchesOf } from '../../widget/completions/match.ts';
import { queryOf } from '../../widget/completions/query.ts';
import { findEmoji } from '../../widget/emoji/find.ts';
import { meaningOf } from '../../widget/later/commands.ts';
import { moderatorCommands } from '../../widget/later/moderator-commands.ts';
import { enComposer } from '../../widget/locales/en-composer.ts';
import { enDuration } from '../../widget/locales/en-duration.ts';
import { enMode } from '../../widget/locales/en-mode.ts';
import { en } from '../../widget/locales/en.ts';
import { balanced } from '../../widget/text/bidi.ts';
import { linkOf, withoutTrailing } from '../../widget/text/links.ts';
import { plainText } from '../../widget/text/plain-text.ts';
import { isLong, isOnlyEmoji } from '../../widget/text/shape.ts';
import { tokensOf } from '../../widget/text/tokens.ts';

const anybody: Context = {
  mayLink: true,
  mayLinkImages: false,
  mayMentionAll: false,
  draftId: 'd1',
  recent: [],
  print: () => 0,
  now: 0,
};

const by = (rule: Rule) => (text: string) => rule(text, anybody);

const words = createWordRule({
  block: ['*spam spam*', `${'a'.repeat(40)}b`, 'lll', '1!1'],
  mask: ['*aa*', '*a*', '*х*', '!!', 'l'],
  hold: ['*ab*'],
});

const people = [
  'Ann',
  'Ann Smith',
  '_x_',
  ...Array.from({ length: 100 }, (_, number) => `${'A'.repeat(20)}${number}`),
];
const policy = createOriginPolicy({
  rules: [{ kind: 'subdomains', suffix: '.example.com' }],
  allowNull: false,
  allowMissing: false,
});
const terminal = createTerminal(() => {});

const commandWords = { ...en, ...enComposer, ...enDuration, ...enMode };

export const textFunctions: Readonly<Record<string, (text: string) => unknown>> = {
  'names: cleaned': cleanName,
  'names: blank': isBlank,
  'names: keys': (text) => nameKeys(cleanName(text) ?? ''),
  'names: bare keys': (text) => bareNameKeys(cleanName(text) ?? ''),
  'tokens of members: kind': isMemberToken,
  'tokens of members: header': headerOf,
  'emoji: one': isEmoji,
  'emoji: only': isEmojiOnly,
  'emoji: count': countEmoji,
  'rules: size': (text) => unfit({ type: 'post', draftId: 'd1', text }),
  'rules: fold': (text) => fold(text),
  'rules: print': printOf,
  'rules: words': by(words),
  'rules: links': by(createLinkRule({ allow: ['a.example'], deny: ['b.example'] })),
  'rules: addresses': addressesIn,
  'rules: capitals': by(createCapitalRule({ percent: 70, letters: 12 })),
  'rules: emoji': by(createEmojiRule(1_000_000)),
  'rules: length': by(createLengthRule(1_000_000)),
  'rules: lines': by(createLineRule(1_000_000)),
  'rules: marks': by(createMarkRule(100)),
  'rules: mentions': by(mentionRule),
  'bans: phrase': createSaying('*spam a*'),
  'console: search': searchable,
  'console: cell': (text) => csvLine([text]),
  'requests: address': addressKey,
  'requests: path': roomOfPath,
  'requests: under a path': (text) => addressUnder('/chat', `/chat/${text}`),
  'requests: origin': (text) => policy(text, text),
  'log: body': (text) => messageText(messageBody(text)),
  'terminal: line': (text) => terminal.notSignedIn(text, text),
  'widget: tokens': (text) => tokensOf(text, people),
  'widget: plain': (text) => plainText(text),
  'widget: bidi': balanced,
  'widget: link': linkOf,
  'widget: end of a link': withoutTrailing,
  'widget: only emoji': isOnlyEmoji,
  'widget: long': isLong,
  'widget: completion': queryOf,
  'widget: command': (text) => meaningOf(text, [], commandWords),
  'widget: command about somebody': (text) =>
    meaningOf(`/mute ${text}`, ['mute'], commandWords, {
      people: people.map((name) => ({ id: name, name, role: 'guest' })),
      further: moderatorCommands,
    }),
  'widget: command with answers': (text) =>
    meaningOf(`/poll x | ${text}`, ['poll'], commandWords, { people: [], further: moderatorCommands }),
  'requests: answers of a poll': (text) =>
    unfit({ type: 'poll', draftId: 'd', text: 'x', options: [text, 'x'] }),
  'widget: people by word': (text) => matchesOf(text, people, (name) => [name]),
  'widget: emoji by word': (text) =>
    findEmoji(text, [
      { char: '🎈', name: 'balloon', codes: ['balloon'], words: ['party'], group: 0 } as never,
    ]),
};

/** What is repeated, in groups that are counted together: one that is steep still stands out in its own. */
export const slowUnits: readonly (readonly string[])[] = [
  ['a', 'A', ' ', '\n', '.', '!', '?!', '1', '1!|'],
  ['-', '%', '=', ':', '/', '\0', 'http://', 'https://a.example '],
  ['www.', 'a.example ', 'a.b.', 'x@y.example ', 'mailto:', '@', '@all ', '@Ann '],
  ['*', '**a ', '_a', '~~', '`', '```', '(', ')', '[](', '<', '\\', '\\*'],
  ['spam ', 'ab', 'aab', 'l1', 'х', 'ѕраm ', 'ﷺ', 'İ', 'Σ'],
  ['\u0301', '\u0301\u0316', 'e\u0301', 'ä', '\u034f', '\ufe0f', '\u200d', '\u2800'],
  ['\u202e', '\u202c', '\u2066', '\u2069', '\u2066\u202e\u2069', '字', '한', '\ud83d'],
  ['🎈', '👍🏽', '👩\u200d', '👩\u200d🚀', '🇩', '🇩🇪', '❤️', '1️⃣', '🏴\u{e0067}'],
];

/** Of about so many characters; a beginning and an end that do not fit have a pattern try again. */
export function slowTexts(unit: string, length: number): readonly string[] {
  const many = unit.repeat(Math.ceil(length / unit.length));
  return [many, `${many}!x`, `https://${many}\n`];
}
