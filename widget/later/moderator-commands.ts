// Lines that begin with a slash, of those who keep the room.
import type { NoticeLevel, Participant } from '../../protocol/server-messages.ts';
import {
  countCharacters,
  fewestOptions,
  mostOptions,
  optionCharacters,
  slowSeconds,
} from '../../protocol/limits.ts';
import type { Command, CommandStrings } from '../completions/command.ts';
import type { Meaning } from '../elements/meaning.ts';
import { enModeratorCommands } from '../locales/en-moderator-commands.ts';
import {
  dayMs,
  hourMs,
  minuteMs,
  secondMs,
  type ModerationAct,
  type ModerationWish,
  type ModeChange,
} from '../moderating.ts';

type Words = CommandStrings & typeof enModeratorCommands;

/** Keys of plain texts. */
type TextKey = Exclude<
  keyof typeof enModeratorCommands,
  'nobodyCalled' | 'noSuchTime' | 'pollAnswers' | 'pollAnswerTooLong'
>;

const units = { s: secondMs, m: minuteMs, h: hourMs, d: dayMs };

/** What the wire takes. */
const leastMs = 10 * secondMs;
const mostMs = 366 * dayMs;

/** Somebody, then perhaps a time, then perhaps a reason. */
function aboutSomebody(
  name: string,
  needs: string,
  [example, hint]: readonly [TextKey, TextKey],
  act: (who: string, forMs: number | undefined) => ModerationAct,
  takesTime = true,
): Command {
  return {
    name,
    needs,
    isAboutSomebody: true,
    tell: told(example, hint),
    run(rest, strings, people) {
      const words = wordsOf(strings);
      if (rest === '') return problem(words.incomplete(words[example]));
      const found = personIn(rest, people);
      if (!found) return problem(words.nobodyCalled(rest.replace(/^@/, '').split(/\s/)[0]!));
      const { person, left } = found;
      const timed = takesTime ? timeIn(left) : { forMs: undefined, left };
      if (!timed) return problem(words.noSuchTime(left.split(/\s/)[0]!));
      const why = timed.left;
      const wanted = act(person.id, timed.forMs);
      return wish({
        kind: 'act',
        act: why === '' || wanted.do === 'list' ? wanted : { ...wanted, why },
        name: person.name,
      });
    },
  };
}

export const moderatorCommands: readonly Command[] = [
  aboutSomebody('remove-all', 'remove-any', ['removeAllExample', 'removeAllHint'], (who, forMs) => ({
    do: 'remove-all',
    who,
    since: sinceOf(forMs) ?? 0,
  })),
  aboutSomebody('mute', 'mute', ['muteExample', 'muteHint'], (who, forMs) => ({
    do: 'mute',
    who,
    ...timeOf(forMs),
  })),
  aboutSomebody('unmute', 'mute', ['unmuteExample', 'unmuteHint'], (who) => ({ do: 'unmute', who }), false),
  aboutSomebody('kick', 'kick', ['kickExample', 'kickCommandHint'], (who) => ({ do: 'kick', who }), false),
  aboutSomebody('ban', 'ban', ['banExample', 'banHint'], (who, forMs) => ({
    do: 'ban',
    who,
    ...timeOf(forMs),
  })),
  aboutSomebody('unban', 'ban', ['unbanExample', 'unbanHint'], (who) => ({ do: 'unban', who }), false),
  {
    name: 'slow',
    needs: 'mode',
    tell: told('slowExample', 'slowHint'),
    run(rest, strings) {
      const words = wordsOf(strings);
      if (rest === '') return problem(words.incomplete(words.slowExample));
      if (/^(off|0)$/i.test(rest)) return keep({ slowSeconds: 0 });
      // A number alone is seconds.
      const forMs = msOf(rest) ?? msOf(`${rest}s`);
      const isFit = forMs !== undefined && forMs >= secondMs && forMs <= slowSeconds * secondMs;
      return isFit ? keep({ slowSeconds: forMs / secondMs }) : problem(words.noSuchTime(rest));
    },
  },
  {
    name: 'pause',
    needs: 'mode',
    tell: told('pauseExample', 'pauseHint'),
    run(rest, strings) {
      const timed = timeIn(rest);
      if (!timed) return problem(wordsOf(strings).noSuchTime(rest.split(/\s/)[0]!));
      const { left: message } = timed;
      return keep({ paused: { ...(message !== '' && { message }), ...timeOf(timed.forMs) } });
    },
  },
  {
    name: 'open',
    needs: 'mode',
    tell: told('openExample', 'openHint'),
    run: () =>
      keep({
        slowSeconds: 0,
        membersOnly: false,
        emojiOnly: false,
        readOnly: false,
        holdAll: false,
        paused: undefined,
      }),
  },
  {
    name: 'clear',
    needs: 'clear',
    tell: told('clearExample', 'clearHint'),
    run(rest, strings) {
      const timed = timeIn(rest);
      if (!timed) return problem(wordsOf(strings).noSuchTime(rest.split(/\s/)[0]!));
      const since = sinceOf(timed.forMs);
      const why = timed.left;
      return wish({
        kind: 'act',
        act: { do: 'clear', ...(since !== undefined && { since }), ...(why !== '' && { why }) },
        name: '',
      });
    },
  },
  {
    name: 'shield',
    needs: 'mode',
    tell: told('shieldExample', 'shieldHint'),
    run(rest, strings) {
      const shield = (how: { readonly on: boolean; readonly forMs?: number }) =>
        wish({ kind: 'act', act: { do: 'shield', ...how }, name: '' });
      if (/^off$/i.test(rest)) return shield({ on: false });
      if (rest === '') return shield({ on: true });
      const forMs = msOf(rest);
      const isFit = forMs !== undefined && forMs >= minuteMs && forMs <= dayMs;
      return isFit ? shield({ on: true, forMs }) : problem(wordsOf(strings).noSuchTime(rest));
    },
  },
  {
    name: 'notice',
    needs: 'notice',
    tell: told('noticeExample', 'noticeHint'),
    run(rest, strings) {
      const { incomplete, noticeExample } = wordsOf(strings);
      const [, level = 'info', words = ''] = /^(info|warning|highlight)(?:\s(.*))?$/is.exec(rest) ?? [
        '',
        'info',
        rest,
      ];
      const text = words.trim();
      return text === ''
        ? problem(incomplete(noticeExample))
        : said({ kind: 'notice', text, level: level.toLowerCase() as NoticeLevel });
    },
  },
  {
    name: 'poll',
    needs: 'poll',
    tell: told('pollExample', 'pollHint'),
    run(rest, strings) {
      const words = wordsOf(strings);
      // Japanese keyboards write the bar wide.
      const parts = rest.split(/[|\uff5c]/).map((part) => part.trim());
      const [text = '', ...options] = parts.filter((part, index) => index === 0 || part !== '');
      if (text === '') return problem(words.incomplete(words.pollExample));
      if (options.length < fewestOptions || options.length > mostOptions)
        return problem(words.pollAnswers(fewestOptions, mostOptions, words.pollExample));
      const long = options.find((option) => countCharacters(option) > optionCharacters);
      if (long !== undefined)
        return problem(words.pollAnswerTooLong(long, countCharacters(long) - optionCharacters));
      return said({ kind: 'poll', text, options });
    },
  },
  {
    name: 'undo',
    needs: 'undo',
    tell: told('undoExample', 'undoHint'),
    run: () => wish({ kind: 'undo' }),
  },
];

/** The longest name that stands at the beginning: names have spaces in them. */
function personIn(rest: string, people: readonly Participant[]) {
  const named = rest.replace(/^@/, '');
  const line = `${named.toLowerCase()} `;
  const [person] = people
    .filter(({ name }) => line.startsWith(`${name.toLowerCase()} `))
    .sort((one, other) => other.name.length - one.name.length);
  return person && { person, left: named.slice(person.name.length).trim() };
}

/** A time at the beginning, if there is one; undefined for what looks like one and is none that can be taken. */
function timeIn(rest: string): { readonly forMs: number | undefined; readonly left: string } | undefined {
  const [word = '', ...others] = rest.split(/\s+/);
  if (!/^\d/.test(word)) return { forMs: undefined, left: rest };
  const forMs = msOf(word);
  return forMs !== undefined && forMs >= leastMs && forMs <= mostMs
    ? { forMs, left: others.join(' ') }
    : undefined;
}

function msOf(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})([smhd])$/i.exec(text) ?? [];
  return unit === undefined ? undefined : Number(count) * units[unit.toLowerCase() as keyof typeof units];
}

function timeOf(forMs: number | undefined) {
  return forMs === undefined ? {} : { forMs };
}

function sinceOf(forMs: number | undefined): number | undefined {
  return forMs === undefined ? undefined : Date.now() - forMs;
}

function keep(change: ModeChange): Meaning {
  return wish({ kind: 'mode', change });
}

function wish(detail: ModerationWish): Meaning {
  return { kind: 'wish', type: 'chat-moderate', detail };
}

/** What becomes a line of the room, and so waits where messages wait. */
function said(detail: ModerationWish): Meaning {
  return { kind: 'wish', type: 'chat-moderate', detail, waits: true };
}

function problem(sentence: string): Meaning {
  return { kind: 'problem', sentence };
}

function wordsOf(strings: CommandStrings): Words {
  return { ...enModeratorCommands, ...strings };
}

function told(example: TextKey, hint: TextKey): Command['tell'] {
  return (strings) => {
    const all = { ...enModeratorCommands, ...strings };
    return { example: all[example], hint: all[hint] };
  };
}
