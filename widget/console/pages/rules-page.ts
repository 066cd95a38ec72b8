// What texts may hold: words, links, and how loud; of a room over what stands without, or of all rooms.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ConsoleSettings, RulesPart } from '../../../protocol/console.ts';
import { given } from '../../elements/part.ts';
import { ruleFields } from '../elements/rule-fields.ts';
import { saveBar } from '../elements/save-bar.ts';
import { Loader } from '../loading.ts';
import { Page } from '../page.ts';
import { begun, ruleNames, stateOf, withRule, type RuleName, type RuleState } from '../rules.ts';

export class RulesPage extends Page {
  static override readonly properties = {
    ...Page.properties,
    room: given,
    set: { state: true },
    trouble: { state: true },
    busy: { state: true },
  };

  /** Undefined: of all rooms. */
  room: string | undefined;

  /** As it is set here, with what was changed and not saved yet. */
  private set: RulesPart = {};
  private trouble = '';
  private busy = false;
  readonly #written = new Map<string, string>();

  readonly #settings = new Loader<ConsoleSettings>(this, async () => {
    const settings = await this.desk.api.settings(this.room);
    this.set = (this.desk.drafts.get(this.#key) as RulesPart | undefined) ?? settings.rules.set;
    return settings;
  });

  get #key(): string {
    return `rules ${this.room ?? ''}`;
  }

  #change(set: RulesPart, { rules }: ConsoleSettings): void {
    this.set = set;
    this.trouble = '';
    if (isChanged(set, rules.set)) this.desk.drafts.set(this.#key, set);
    else this.desk.drafts.delete(this.#key);
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

  override render() {
    return html`<div class="body">${this.#settings.render((settings) => this.#editor(settings))}</div>`;
  }

  #editor(settings: ConsoleSettings) {
    const { strings, desk, room, set, trouble } = this;
    const mayChange = settings.may.includes('rules');
    return html`<div class="beside">
        <div class="stack">
          <p class="quiet lead">${mayChange ? strings.rulesHint(room) : strings.rulesReadOnly}</p>
          ${ruleNames.map((name) => this.#rule(name, settings, mayChange))}
        </div>
        <ws-chat-console-try .desk=${desk} .room=${room} .rules=${set}></ws-chat-console-try>
      </div>
      ${
        mayChange
          ? saveBar({
              strings,
              isChanged: isChanged(set, settings.rules.set),
              unsaved: strings.unsavedRules,
              trouble,
              isBusy: this.busy,
              onUndo: () => this.#undo(settings),
              onSave: () => void this.#save(),
            })
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
    return html`<fieldset class="rule" data-state=${state}>
      <legend>${strings.ruleName(name)}</legend>
      <p class="quiet">${strings.ruleHint(name)}</p>
      <label class="line"
        ><span class="unseen">${strings.ruleName(name)}: ${strings.ruleStateLabel}</span>
        <select
          ?disabled=${!mayChange}
          .value=${live(state)}
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
      ${
        shown === undefined || shown === null
          ? nothing
          : ruleFields(name, shown, {
              strings,
              canChange: mayChange && state === 'set',
              written: this.#written,
              onChange: (rule) => this.#change(withRule(this.set, name, rule), settings),
            })
      }
    </fieldset>`;
  }
}

function isChanged(now: RulesPart, saved: RulesPart): boolean {
  return ruleNames.some((name) => JSON.stringify(now[name]) !== JSON.stringify(saved[name]));
}
