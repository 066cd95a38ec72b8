// The rules of a room as a form shows them: each group stands as it does without, or is set here, or is put out.
// Pure: from what was set to fields, and back.
import type { RulesPart } from '../../protocol/console.ts';

export const ruleNames = [
  'words',
  'links',
  'repeats',
  'capitals',
  'emoji',
  'marks',
  'characters',
  'lines',
] as const;

export type RuleName = (typeof ruleNames)[number];

/** `without` stands as it does elsewhere, `set` is this room's own, `off` puts it out. */
export type RuleState = 'without' | 'set' | 'off';

export function stateOf(set: RulesPart, name: RuleName): RuleState {
  if (set[name] === null) return 'off';
  return set[name] === undefined ? 'without' : 'set';
}

/** What a rule begins with where it is set for the first time: as it stood, or as most want it. */
export function begun(name: RuleName, without: RulesPart): RulesPart[RuleName] {
  return without[name] ?? usual[name];
}

const usual: { readonly [Name in RuleName]: NonNullable<RulesPart[Name]> } = {
  words: {},
  links: {},
  repeats: { times: 2, withinSeconds: 30 },
  capitals: { percent: 70, letters: 12 },
  emoji: 10,
  marks: 4,
  characters: 1_000,
  lines: 20,
};

export function withRule(set: RulesPart, name: RuleName, rule: RulesPart[RuleName]): RulesPart {
  const { [name]: _former, ...others } = set;
  return rule === undefined ? others : { ...others, [name]: rule };
}

/** One a line; what is empty is nothing. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

/** The list under this name, or without it where it is empty. */
export function withList<Part extends object>(part: Part, name: keyof Part, lines: readonly string[]): Part {
  const { [name]: _former, ...others } = part;
  return (lines.length === 0 ? others : { ...others, [name]: lines }) as Part;
}
