// The matrix: each capability is the least role that may, of a room over what stands without, or of all rooms.
import { html, nothing } from 'lit';
import type { ConsoleSettings, Matrix, MatrixPart } from '../../../protocol/console.ts';
import type { Role } from '../../../protocol/server-messages.ts';
import { given } from '../../elements/part.ts';
import { saveBar } from '../elements/save-bar.ts';
import { Loader } from '../loading.ts';
import { Page } from '../page.ts';

const roles = ['guest', 'member', 'moderator', 'owner'] as const satisfies readonly Role[];

const groups = ['speaking', 'exempt', 'keeping', 'console'] as const;

type Group = (typeof groups)[number];

/** What is not named here is for those who keep the room. */
const members: Readonly<Record<Exclude<Group, 'keeping'>, readonly string[]>> = {
  speaking: [
    'post',
    'reply',
    'link',
    'image-link',
    'mention-all',
    'edit',
    'remove',
    'react',
    'rename',
    'roster',
    'history',
    'report',
    'commands',
    'vote',
  ],
  exempt: ['bypass-slow', 'bypass-mode', 'bypass-rules'],
  console: [
    'search',
    'export',
    'erase',
    'settings',
    'permissions',
    'rules',
    'retention',
    'webhooks',
    'staff',
  ],
};

function groupOf(name: string): Group {
  return groups.find((group) => group !== 'keeping' && members[group].includes(name)) ?? 'keeping';
}

export class PermissionsPage extends Page {
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
  private set: MatrixPart = {};
  private trouble = '';
  private busy = false;

  readonly #settings = new Loader<ConsoleSettings>(this, async () => {
    const settings = await this.desk.api.settings(this.room);
    this.set = (this.desk.drafts.get(this.#key) as MatrixPart | undefined) ?? settings.permissions.set;
    return settings;
  });

  get #key(): string {
    return `permissions ${this.room ?? ''}`;
  }

  #change(set: MatrixPart, { permissions }: ConsoleSettings): void {
    this.set = set;
    this.trouble = '';
    if (changesOf(set, permissions.set) > 0) this.desk.drafts.set(this.#key, set);
    else this.desk.drafts.delete(this.#key);
  }

  /** What is set to what stands without is set nowhere. */
  #choose(name: string, role: Role, settings: ConsoleSettings): void {
    const { [name]: _former, ...others } = this.set;
    const isWithout = settings.permissions.without[name] === role;
    this.#change(isWithout ? others : { ...others, [name]: role }, settings);
  }

  async #save(): Promise<void> {
    this.busy = true;
    try {
      const settings = await this.desk.api.setPermissions(this.room, this.set);
      this.desk.drafts.delete(this.#key);
      this.set = settings.permissions.set;
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
    const { strings } = this;
    const { capabilities, permissions, may } = settings;
    const mayChange = may.includes('permissions');
    const now: Matrix = { ...permissions.without, ...(this.set as Matrix) };
    const changes = changesOf(this.set, permissions.set);
    return html`<p class="quiet lead">
        ${mayChange ? strings.matrixHint(this.room) : strings.matrixReadOnly}
      </p>
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col"><span class="unseen">${strings.capability}</span></th>
            ${roles.map((role) => html`<th scope="col">${strings.roles(role)}</th>`)}
          </tr>
        </thead>
        ${groups.map((group) => {
          const names = capabilities.map(({ name }) => name).filter((name) => groupOf(name) === group);
          return names.length === 0
            ? nothing
            : html`<tbody>
                <tr class="group">
                  <th scope="rowgroup" colspan="5">${strings.capabilityGroup(group)}</th>
                </tr>
                ${names.map((name) => this.#row(name, now, settings, mayChange))}
              </tbody>`;
        })}
      </table>
      ${
        mayChange
          ? saveBar({
              strings,
              isChanged: changes > 0,
              unsaved: strings.unsaved(changes),
              trouble: this.trouble,
              isBusy: this.busy,
              onUndo: () => this.#change(permissions.set, settings),
              onSave: () => void this.#save(),
            })
          : nothing
      }`;
  }

  #row(name: string, now: Matrix, settings: ConsoleSettings, mayChange: boolean) {
    const { strings } = this;
    const least = roles.indexOf(now[name]!);
    const { without } = settings.permissions;
    const isSet = name in this.set;
    return html`<tr class=${isSet ? 'set' : ''}>
      <th scope="row">
        <span>${strings.capabilityName(name)}</span>
        ${isSet && mayChange ? this.#reset(name, without[name]!, settings) : nothing}
      </th>
      ${roles.map((role, index) => {
        const label = strings.mayFrom(strings.capabilityName(name), role);
        return html`<td class=${index >= least ? 'may' : ''}>
          <label title=${label}
            ><input
              type="radio"
              name=${name}
              aria-label=${label}
              ?disabled=${!mayChange}
              .checked=${index === least}
              @change=${() => this.#choose(name, role, settings)} /><span aria-hidden="true"></span
          ></label>
        </td>`;
      })}
    </tr>`;
  }

  #reset(name: string, to: Role, settings: ConsoleSettings) {
    const { strings } = this;
    const hint = strings.resetTo(strings.roles(to));
    return html`<button
      class="link-button"
      type="button"
      title=${hint}
      aria-label=${`${strings.capabilityName(name)}: ${hint}`}
      @click=${() => this.#choose(name, to, settings)}
    >
      ${strings.reset}
    </button>`;
  }
}

function changesOf(now: MatrixPart, saved: MatrixPart): number {
  const names = new Set([...Object.keys(now), ...Object.keys(saved)]);
  return [...names].filter((name) => now[name] !== saved[name]).length;
}
