// Who acted on whom, and why: the log of one room, or of what was done over all of them. It only grows.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ListAudit } from '../../../protocol/console.ts';
import type { AuditEntry } from '../../../protocol/server-messages.ts';
import { given } from '../../elements/part.ts';
import { isNetwork, personTemplate, type Known } from '../elements/known.ts';
import { Loader } from '../loading.ts';
import { Page } from '../page.ts';

const roomActs = [
  'remove-all',
  'clear',
  'mute',
  'shadow-mute',
  'unmute',
  'kick',
  'ban',
  'ban-narrow-network',
  'ban-wide-network',
  'ban-by-phrase',
  'ban-by-joining',
  'unban',
  'mode',
  'shield',
  'shield-end',
  'undo',
  'approve',
  'decline',
  'resolve',
  'dismiss',
  'permissions',
  'rules',
  'retention',
  'export',
] as const;

const overallActs = [
  'signed-in',
  'staff-added',
  'staff-linked',
  'staff-revoked',
  'permissions',
  'rules',
  'retention',
  'export',
  'erase',
  'letter-retried',
] as const;

const day = 86_400_000;

/** So many are named of those to whom something was done at once. */
const mostNamed = 5;

/** Who does what nobody did. */
const server = 'server';

interface Lines {
  readonly audit: readonly AuditEntry[];
  readonly next: number | undefined;
}

export class AuditPage extends Page {
  static override readonly properties = { ...Page.properties, room: given, known: given };

  /** Undefined: what was done over all rooms. */
  room: string | undefined;
  known: Known = new Map();

  #filter: ListAudit = {};
  /** Staff act from here, and are in no room. */
  #staff: Known = new Map();

  readonly #lines = new Loader<Lines>(this, async () => this.#page({}));

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.desk.may.includes('staff')) void this.#learnStaff();
  }

  /** Where their names cannot be had, their ids have to do. */
  async #learnStaff(): Promise<void> {
    try {
      const { staff } = await this.desk.api.staff();
      this.#staff = new Map(staff.map(({ id, name }) => [id, name]));
      this.requestUpdate();
    } catch {
      this.#staff = new Map();
    }
  }

  get #known(): Known {
    const { you } = this.desk;
    return new Map([...this.known, ...this.#staff, [you.id, you.name], [server, this.strings.theServer]]);
  }

  /** Whoever is called so, or has this id. */
  #idOf(said: string): string {
    const name = said.toLowerCase();
    const [id] = [...this.#known].find(([, known]) => known.toLowerCase() === name) ?? [said];
    return id;
  }

  async #page(more: ListAudit): Promise<Lines> {
    const { audit, next } = await this.desk.api.audit(this.room, { ...this.#filter, ...more });
    return { audit, next };
  }

  async #older({ audit, next }: Lines): Promise<void> {
    try {
      const page = await this.#page({ before: String(next) });
      this.#lines.put({ audit: [...audit, ...page.audit], next: page.next });
    } catch (error) {
      this.desk.say(this.desk.sentenceOf(error));
    }
  }

  readonly #onFilter = (event: Event): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const said = (name: string) => (form.get(name) as string).trim();
    const time = (name: string, add = 0) => {
      const at = said(name) === '' ? NaN : new Date(`${said(name)}T00:00`).getTime() + add;
      return Number.isNaN(at) ? undefined : String(at);
    };
    const [since, until] = [time('since'), time('until', day)];
    const act = said('act');
    const [by, whom] = ['by', 'whom'].map((name) => this.#idOf(said(name)));
    this.#filter = {
      ...(act && { act }),
      ...(by && { by }),
      ...(whom && { whom }),
      ...(since && { since }),
      ...(until && { until }),
    };
    void this.#lines.run();
  };

  override render() {
    const { strings } = this;
    const acts = this.room === undefined ? overallActs : roomActs;
    return html`<div class="body">
      <form class="filters" @submit=${this.#onFilter} @change=${this.#onFilter}>
        <label class="field"
          ><span>${strings.auditAct}</span>
          <select name="act">
            <option value="">${strings.everything}</option>
            ${acts.map((act) => html`<option value=${act}>${strings.auditActs(act)}</option>`)}
          </select></label
        >
        <label class="field"
          ><span>${strings.auditBy}</span
          ><input name="by" maxlength="128" autocomplete="off" placeholder=${strings.nameOrId}
        /></label>
        <label class="field"
          ><span>${strings.auditWhom}</span
          ><input name="whom" maxlength="128" autocomplete="off" placeholder=${strings.nameOrId}
        /></label>
        <label class="field"><span>${strings.auditSince}</span><input name="since" type="date" /></label>
        <label class="field"><span>${strings.auditUntil}</span><input name="until" type="date" /></label>
        <button class="button" type="submit">${strings.filter}</button>
      </form>
      ${this.#lines.render((lines) => this.#list(lines))}
    </div>`;
  }

  #list(lines: Lines) {
    const { strings } = this;
    if (lines.audit.length === 0)
      return html`<div class="blank">
        <h2>${strings.nothingDone}</h2>
        <p>${strings.nothingDoneHint}</p>
      </div>`;
    const known = this.#known;
    return html`<ol class="lines audit" reversed>
        ${repeat(
          lines.audit,
          ({ id }) => id,
          (line) => this.#line(line, known),
        )}
      </ol>
      ${
        lines.next === undefined
          ? nothing
          : html`<button class="button" type="button" @click=${() => this.#older(lines)}>
              ${strings.showOlder}
            </button>`
      }`;
  }

  #subject(id: string, known: Known) {
    return isNetwork(id)
      ? html`<span class="person">${this.strings.aNetwork}</span>`
      : personTemplate(id, known);
  }

  #line(line: AuditEntry, known: Known) {
    const { strings, desk } = this;
    const { at, by, act, whom, many = [], why, until } = line;
    const whoms = whom === undefined ? many : [whom];
    const { times } = desk;
    return html`<li>
      <time datetime=${times.machine(at)} title=${times.full(at)}
        >${times.day(at)}<br />${times.time(at)}</time
      >
      <span class="grow">
        ${personTemplate(by, known)} <strong class="act">${strings.auditActs(act, whoms.length > 0)}</strong>
        ${whoms.slice(0, mostNamed).map((id) => html` ${this.#subject(id, known)}`)}
        ${whoms.length > mostNamed ? ` ${strings.andOthers(whoms.length - mostNamed)}` : nothing}
        ${until === undefined ? nothing : html`<small class="quiet">${strings.untilTime(times.full(until))}</small>`}
        ${why ? html`<q class="why" dir="auto">${why}</q>` : nothing}
      </span>
    </li>`;
  }
}
