// The rules of a room in their order: the cheap ones first, and what remembers last.
import { createCapitalRule, type CapitalSettings } from './capitals.ts';
import { createEmojiRule } from './emoji-flood.ts';
import { createLengthRule } from './length.ts';
import { createLineRule } from './lines.ts';
import { createLinkRule, type LinkSettings } from './links.ts';
import { createMarkRule } from './marks.ts';
import { mentionRule } from './mentions.ts';
import { createRepeatRule, type RepeatSettings } from './repeats.ts';
import type { Context, Rule } from './rule.ts';
import { createWordRule, type WordSettings } from './words.ts';
import type { Refusal } from '../refusal.ts';

/** As the configuration has them; a rule that is not named is not there. */
export interface RuleSettings {
  readonly characters?: number | undefined;
  readonly lines?: number | undefined;
  readonly marks?: number | undefined;
  readonly emoji?: number | undefined;
  readonly capitals?: CapitalSettings | undefined;
  readonly links?: LinkSettings | undefined;
  readonly words?: WordSettings | undefined;
  readonly repeats?: RepeatSettings | undefined;
}

export interface Rules {
  readonly all: readonly Rule[];
  /** Whether what was said has to be remembered by what it says. */
  readonly remember: boolean;
}

/** What they come to: the text as it may go, perhaps after somebody looked at it. */
export type Ruled =
  | { readonly refusal: Refusal }
  | { readonly refusal?: undefined; readonly text: string; readonly hold: boolean };

/** Links and calls to all are looked at in any case: roles are set by the matrix. */
export function createRules(settings: RuleSettings): Rules {
  const { characters, lines, marks, emoji, capitals, links = {}, words, repeats } = settings;
  const all = [
    characters !== undefined && createLengthRule(characters),
    lines !== undefined && createLineRule(lines),
    marks !== undefined && createMarkRule(marks),
    emoji !== undefined && createEmojiRule(emoji),
    capitals && createCapitalRule(capitals),
    mentionRule,
    createLinkRule(links),
    words && createWordRule(words),
    repeats && createRepeatRule(repeats),
  ].filter((rule): rule is Rule => typeof rule === 'function');
  return { all, remember: repeats !== undefined };
}

export function applyRules({ all }: Rules, text: string, context: Context): Ruled {
  let shown = text;
  let hold = false;
  for (const rule of all) {
    const ruled = rule(shown, context);
    if (ruled?.ruling === 'refuse') return { refusal: ruled.refusal };
    if (!ruled) continue;
    hold ||= ruled.ruling === 'hold';
    shown = ruled.text;
  }
  return { text: shown, hold };
}
