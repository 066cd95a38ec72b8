// Fetches the company once the room is entered, and stands in for it until then.
import type { ReactiveController } from 'lit';
import type { LinkState } from '../connection/link.ts';
import type { SheetName } from '../elements/sheet-template.ts';
import type { Company, CompanyHost } from '../later/company.ts';
import { tellMissing } from '../elements/part.ts';
import type { Row } from '../rows/row.ts';
import type { Scene } from '../scene.ts';
import type { ChoiceKeeper } from './choice-keeper.ts';

export class CompanyLoader implements ReactiveController {
  readonly #host: CompanyHost;
  readonly #keeper: ChoiceKeeper;
  readonly #scene: () => Scene | undefined;
  #company: Company | undefined;
  #loading: Promise<void> | undefined;
  /** The link with which it was last tried: where it cannot be fetched, the next one may help. */
  #triedWith: LinkState | undefined;

  constructor(host: CompanyHost, keeper: ChoiceKeeper, scene: () => Scene | undefined) {
    this.#host = host;
    this.#keeper = keeper;
    this.#scene = scene;
    host.addController(this);
  }

  /** Undefined until it has come, and where it cannot be fetched. */
  get company(): Company | undefined {
    return this.#company;
  }

  /** Opens what lies over the conversation, or closes it. */
  readonly toggle = (sheet: SheetName): void => {
    void this.#load().then(() => {
      if (this.#company) this.#company.toggle(sheet);
      else tellMissing(this.#host.renderRoot);
    });
  };

  hostUpdated(): void {
    const { link, timeline } = this.#scene()?.state ?? {};
    if (timeline?.epoch === undefined || link === this.#triedWith) return;
    this.#triedWith = link;
    void this.#load();
  }

  /** Until it has come, those who are muted are not heard at all. */
  among(rows: readonly Row[], upTo: number): readonly Row[] {
    if (this.#company) return this.#company.among(rows, upTo);
    const { muted } = this.#keeper.choices;
    return rows.filter((row) => row.kind !== 'message' || row.own || !muted.has(row.from.id));
  }

  async #load(): Promise<void> {
    if (this.#company) return;
    // What happens until it is here is news as well.
    const first = this.#scene();
    await (this.#loading ??= import('../later/company.ts')
      .then(
        ({ Company }) => {
          this.#company = new Company(this.#host, this.#keeper, this.#scene, first);
          this.#host.requestUpdate();
        },
        () => {},
      )
      .finally(() => (this.#loading = undefined)));
  }
}
