// The fields of one rule: lists of words or domains, numbers, and switches.
import { html } from 'lit';
import type { RulesPart } from '../../../protocol/console.ts';
import { linesOf, withList, type RuleName } from '../rules.ts';
import type { ConsoleStrings } from '../strings.ts';

export interface RuleFields {
  readonly strings: ConsoleStrings;
  /** Where it stands as it does without, it is there to be read. */
  readonly canChange: boolean;
  /** Lists as they are being written, with their empty lines. */
  readonly written: Map<string, string>;
  readonly onChange: (rule: RulesPart[RuleName]) => void;
}

const wordLists = ['block', 'mask', 'hold'] as const;
const domainLists = ['allow', 'deny'] as const;

/** Numbers of the rules that have several; what they may be is the server's to say. */
const numbers = { repeats: ['times', 'withinSeconds'], capitals: ['percent', 'letters'] } as const;

export function ruleFields(name: RuleName, rule: NonNullable<RulesPart[RuleName]>, context: RuleFields) {
  const { strings, canChange, onChange } = context;
  switch (name) {
    case 'words': {
      const words = rule as NonNullable<RulesPart['words']>;
      return wordLists.map((list) =>
        listField(list, words[list], context, (lines) => onChange(withList(words, list, lines))),
      );
    }
    case 'links': {
      const links = rule as NonNullable<RulesPart['links']>;
      return html`<label class="line"
          ><span>${strings.linksOff}</span
          ><input
            type="checkbox"
            class="switch"
            ?disabled=${!canChange}
            .checked=${links.off ?? false}
            @change=${({ target }: Event) => onChange({ ...links, off: (target as HTMLInputElement).checked })}
        /></label>
        ${domainLists.map((list) =>
          listField(list, links[list], context, (lines) => onChange(withList(links, list, lines))),
        )}`;
    }
    case 'repeats':
    case 'capitals': {
      const several = rule as Readonly<Record<string, number>>;
      return html`<div class="together">
        ${numbers[name].map((field) =>
          numberField(field, several[field], context, (value) => onChange({ ...several, [field]: value })),
        )}
      </div>`;
    }
    default:
      return numberField(name, rule as number, context, onChange);
  }
}

type List = (typeof wordLists)[number] | (typeof domainLists)[number];

function listField(
  name: List,
  lines: readonly string[] = [],
  { strings, canChange, written }: RuleFields,
  onLines: (lines: readonly string[]) => void,
) {
  const onInput = ({ target }: Event): void => {
    const { value } = target as HTMLTextAreaElement;
    written.set(name, value);
    onLines(linesOf(value));
  };
  return html`<label class="field"
    ><span>${strings.listName(name)} <b class="count quiet">${strings.number(lines.length)}</b></span>
    <textarea
      rows="4"
      spellcheck="false"
      autocapitalize="off"
      dir="auto"
      ?readonly=${!canChange}
      placeholder=${strings.listHint(name)}
      .value=${written.get(name) ?? lines.join('\n')}
      @input=${onInput}
    ></textarea>
  </label>`;
}

function numberField(
  name: string,
  value: number | undefined,
  { strings, canChange }: RuleFields,
  onNumber: (value: number) => void,
) {
  return html`<label class="field short"
    ><span>${strings.ruleField(name)}</span>
    <input
      type="number"
      min="0"
      inputmode="numeric"
      ?readonly=${!canChange}
      .value=${String(value ?? '')}
      @change=${({ target }: Event) => onNumber((target as HTMLInputElement).valueAsNumber || 0)}
  /></label>`;
}
