// What texts may hold: words, links, and how loud; with a box to try a text before anybody meets the rules.
import { html, nothing } from 'lit';
import type { ConsoleSettings, RulesPart, TrialVerdict } from '../../../protocol/console.ts';
import type { Role } from '../../../protocol/server-messages.ts';
import { given } from '../../elements/part.ts';
import { textTemplate } from '../../text/text-template.ts';
import { Loader } from '../loading.ts';
import { Page } from '../page.ts';
import {
  begun,
  linesOf,
  ruleNames,
  stateOf,
  withList,
  withRule,
  type RuleName,
  type RuleState,
} from '../rules.ts';

/** A text is tried when nobody has typed for so long. */
const restMs = 300;

const wordLists = ['block', 'mask', 'hold'] as const;

const roles = ['guest', 'member', 'moderator', 'owner'] as const satisfies readonly Role[];

/** Numbers of the rules that are more than one; what they may be is the server's to say. */
const fields = { repeats: ['times', 'withinSeconds'], capitals: ['percent', 'letters'] } as const;

export class RulesPage extends Page {
  static override readonly properties = {
    ...Page.properties,
    room: given,
    set: { state: true },
    trouble: { state: true },
    busy: { state: true },
    verdict: { state: true },
    triedAs: { state: true },
  };

  /** Undefined: of all rooms. */
  room: string | undefined;

  /** As it is set here, with what was changed and not saved yet. */
  private set: RulesPart = {};
  private trouble = '';
  private busy = false;
  private verdict: TrialVerdict | { readonly verdict: 'failed'; readonly sentence: string } | undefined;
  private triedAs: Role = 'guest';
  /** Lists as they are being written, with their empty lines. */
  readonly #written = new Map<string, string>();
  #text = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #trial = 0;

  readonly #settings = new Loader<ConsoleSettings>(this, async () => {
    const settings = await this.desk.api.settings(this.room);
    this.set = (this.desk.drafts.get(this.#key) as RulesPart | undefined) ?? settings.rules.set;
    return settings;
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  get #key(): string {
    return `rules ${this.room ?? ''}`;
  }

  #change(set: RulesPart, { rules }: ConsoleSettings): void {
    this.set = set;
    this.trouble = '';
    if (isChanged(set, rules.set)) this.desk.drafts.set(this.#key, set);
    else this.desk.drafts.delete(this.#key);
    this.#tryLater();
  }

  #undo(settings: ConsoleSettings): void {
    this.#written.clear();
    this.#change(settings.rules.set, settings);
  }

  async #save(): Promise<void> {
    this.busy = true;
    try {
      const settings = await this.desk.api.setRules(this.room, this.set);
      this.desk.drafts.delete(this.#key);
      this.set = settings.rules.set;
      this.#written.clear();
      this.trouble = '';
      this.#settings.put(settings);
      this.desk.say(this.strings.saved);
    } catch (error) {
      this.trouble = this.desk.sentenceOf(error);
    }
    this.busy = false;
  }

  #tryLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#try(), restMs);
  }

  /** A late answer to an earlier text is dropped. */
  async #try(): Promise<void> {
    const trial = ++this.#trial;
    if (this.#text.trim() === '') return void (this.verdict = undefined);
    try {
      const verdict = await this.desk.api.tryText(this.room, {
        text: this.#text,
        role: this.triedAs,
        rules: this.set,
      });
      if (trial === this.#trial) this.verdict = verdict;
    } catch (error) {
      if (trial === this.#trial) this.verdict = { verdict: 'failed', sentence: this.desk.sentenceOf(error) };
    }
  }

  override render() {
    return html`<div class="body">${this.#settings.render((settings) => this.#editor(settings))}</div>`;
  }

  #editor(settings: ConsoleSettings) {
    const { strings } = this;
    const mayChange = settings.may.includes('rules');
    const dirty = isChanged(this.set, settings.rules.set);
    return html`<div class="beside">
        <div class="stack">
          <p class="quiet lead">${mayChange ? strings.rulesHint(this.room) : strings.rulesReadOnly}</p>
          ${ruleNames.map((name) => this.#rule(name, settings, mayChange))}
        </div>
        ${this.#tryBox()}
      </div>
      ${
        mayChange
          ? html`<footer class="save-bar" ?data-dirty=${dirty}>
              <p class="problem" role="alert">${this.trouble}</p>
              <span class="quiet grow" role="status">${dirty ? strings.unsavedRules : strings.allSaved}</span>
              <button class="button" type="button" ?disabled=${!dirty} @click=${() => this.#undo(settings)}>
                ${strings.undoChanges}
              </button>
              <button
                class="button primary"
                type="button"
                ?disabled=${!dirty || this.busy}
                @click=${() => this.#save()}
              >
                ${strings.save}
              </button>
            </footer>`
          : nothing
      }`;
  }

  #rule(name: RuleName, settings: ConsoleSettings, mayChange: boolean) {
    const { strings } = this;
    const { without } = settings.rules;
    const state = stateOf(this.set, name);
    const shown = state === 'set' ? this.set[name] : state === 'without' ? without[name] : undefined;
    const choose = (chosen: RuleState) => {
      this.#written.clear();
      const rule = { without: undefined, set: begun(name, without), off: null }[chosen];
      this.#change(withRule(this.set, name, rule), settings);
    };
    const canChange = mayChange && state === 'set';
    return html`<fieldset class="rule" data-state=${state}>
      <legend>${strings.ruleName(name)}</legend>
      <p class="quiet">${strings.ruleHint(name)}</p>
      <label class="line"
        ><span class="unseen">${strings.ruleName(name)}: ${strings.ruleStateLabel}</span>
        <select
          ?disabled=${!mayChange}
          @change=${({ target }: Event) => choose((target as HTMLSelectElement).value as RuleState)}
        >
          ${(['without', 'set', 'off'] as const).map(
            (one) =>
              html`<option value=${one} ?selected=${one === state}>
                ${strings.ruleState(one, this.room, without[name] !== undefined && without[name] !== null)}
              </option>`,
          )}
        </select></label
      >
      ${shown === undefined || shown === null ? nothing : this.#fields(name, shown, canChange, settings)}
    </fieldset>`;
  }

  #fields(
    name: RuleName,
    rule: NonNullable<RulesPart[RuleName]>,
    canChange: boolean,
    settings: ConsoleSettings,
  ) {
    const change = (changed: RulesPart[RuleName]) =>
      this.#change(withRule(this.set, name, changed), settings);
    switch (name) {
      case 'words': {
        const words = rule as NonNullable<RulesPart['words']>;
        return wordLists.map((list) =>
          this.#list(list, words[list], canChange, (lines) => change(withList(words, list, lines))),
        );
      }
      case 'links': {
        const links = rule as NonNullable<RulesPart['links']>;
        const { strings } = this;
        return html`<label class="line"
            ><span>${strings.linksOff}</span
            ><input
              type="checkbox"
              role="switch"
              ?disabled=${!canChange}
              .checked=${links.off ?? false}
              @change=${({ target }: Event) => change({ ...links, off: (target as HTMLInputElement).checked })}
          /></label>
          ${(['allow', 'deny'] as const).map((list) =>
            this.#list(list, links[list], canChange, (lines) => change(withList(links, list, lines))),
          )}`;
      }
      case 'repeats':
      case 'capitals': {
        const numbers = rule as Readonly<Record<string, number>>;
        return html`<div class="together">
          ${fields[name].map((field) =>
            this.#number(this.strings.ruleField(field), numbers[field], canChange, (value) =>
              change({ ...numbers, [field]: value }),
            ),
          )}
        </div>`;
      }
      default:
        return this.#number(this.strings.ruleField(name), rule as number, canChange, change);
    }
  }

  #list(
    name: 'block' | 'mask' | 'hold' | 'allow' | 'deny',
    lines: readonly string[] = [],
    canChange: boolean,
    onLines: (lines: readonly string[]) => void,
  ) {
    const { strings } = this;
    return html`<label class="field"
      ><span>${strings.listName(name)} <b class="count quiet">${strings.number(lines.length)}</b></span>
      <textarea
        rows="4"
        spellcheck="false"
        autocapitalize="off"
        dir="auto"
        ?readonly=${!canChange}
        placeholder=${strings.listHint(name)}
        .value=${this.#written.get(name) ?? lines.join('\n')}
        @input=${({ target }: Event) => {
          const { value } = target as HTMLTextAreaElement;
          this.#written.set(name, value);
          onLines(linesOf(value));
        }}
      ></textarea>
    </label>`;
  }

  #number(label: string, value: number | undefined, canChange: boolean, onNumber: (value: number) => void) {
    return html`<label class="field short"
      ><span>${label}</span>
      <input
        type="number"
        min="0"
        inputmode="numeric"
        ?readonly=${!canChange}
        .value=${String(value ?? '')}
        @change=${({ target }: Event) => onNumber((target as HTMLInputElement).valueAsNumber || 0)}
    /></label>`;
  }

  #tryBox() {
    const { strings } = this;
    return html`<section class="try" aria-labelledby="try-title">
      <h2 id="try-title">${strings.tryText}</h2>
      <p class="quiet">${strings.tryHint}</p>
      <label class="field"
        ><span class="unseen">${strings.tryText}</span>
        <textarea
          rows="4"
          dir="auto"
          placeholder=${strings.tryPlaceholder}
          @input=${({ target }: Event) => {
            this.#text = (target as HTMLTextAreaElement).value;
            this.#tryLater();
          }}
        ></textarea>
      </label>
      <label class="line"
        ><span>${strings.tryAs}</span>
        <select
          @change=${({ target }: Event) => {
            this.triedAs = (target as HTMLSelectElement).value as Role;
            void this.#try();
          }}
        >
          ${roles.map((role) => html`<option value=${role}>${strings.role(role)}</option>`)}
        </select></label
      >
      <div class="verdict" role="status" data-verdict=${this.verdict?.verdict ?? nothing}>
        ${this.#verdictTemplate()}
      </div>
    </section>`;
  }

  #verdictTemplate() {
    const { strings, verdict } = this;
    switch (verdict?.verdict) {
      case undefined:
        return nothing;
      case 'publish':
      case 'hold':
        return html`<strong>${strings.verdict(verdict.verdict)}</strong>
          <p class="text" dir="auto">${textTemplate(verdict.text, {})}</p>`;
      case 'refuse':
        return html`<strong>${strings.verdict('refuse')}</strong>
          <p>${verdict.sentence}</p>`;
      case 'failed':
        return html`<p>${verdict.sentence}</p>`;
    }
  }
}

function isChanged(now: RulesPart, saved: RulesPart): boolean {
  return ruleNames.some((name) => JSON.stringify(now[name]) !== JSON.stringify(saved[name]));
}
