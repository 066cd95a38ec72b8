// The lines beside the conversation: who came and went, and what the reader has folded away.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { comingTemplate, foldedTemplate } from '../elements/aside-template.ts';
import type { PartEvent } from '../elements/part.ts';
import { enCompany } from '../locales/en-company.ts';
import { noComings, reduceComings } from '../presence/comings.ts';
import { foldMuted } from '../rows/fold-muted.ts';
import type { AsideRow, Row } from '../rows/row.ts';
import { withComings } from '../rows/with-comings.ts';
import type { Scene } from '../scene.ts';

interface AsidesHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

export class Asides implements ReactiveController {
  readonly #host: AsidesHost;
  #comings = noComings;
  /** Keys of messages that the reader wants to see although their author is muted. */
  #shown: ReadonlySet<string> = new Set();
  /** The same line gives the same row, so that the list leaves it alone. */
  #made: ReadonlyMap<string, AsideRow> = new Map();

  constructor(host: AsidesHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.renderRoot.addEventListener('chat-show', this.#onShow as (event: Event) => void);
  }

  /** Hears who is here, with each change of it. */
  hear({ state, of, presenceMessages }: Scene): void {
    const { link, here, you: me, timeline } = state;
    if (timeline.epoch === undefined) return;
    const seen = { of, link, here, me, last: timeline.last, now: performance.now() };
    this.#comings = reduceComings(this.#comings, seen, presenceMessages);
  }

  /** The rows with the lines among them that belong there, up to this seq. */
  among(rows: readonly Row[], muted: ReadonlyMap<string, string>, upTo = Infinity): readonly Row[] {
    const made = new Map<string, AsideRow>();
    const aside = (key: string, seq: number, template: AsideRow['template']): AsideRow => {
      const row = this.#made.get(key) ?? { kind: 'aside', key, seq, template };
      made.set(key, row);
      return row;
    };
    const lines = this.#comings.lines.filter(({ seq }) => seq <= upTo);
    const comings = lines.map((line) => {
      const people = [line.came, line.gone].map((some) => some.map(({ id }) => id).join());
      return aside(`came ${line.seq} ${people.join(';')}`, line.seq, (strings) =>
        comingTemplate(line, { ...enCompany, ...strings }),
      );
    });
    const folded = foldMuted(rows, muted, this.#shown).map((row) =>
      row.kind === 'folded'
        ? aside(`folded ${row.keys.join()}`, row.seq, (strings) =>
            foldedTemplate(row, { ...enCompany, ...strings }),
          )
        : row,
    );
    this.#made = made;
    return withComings(folded, comings);
  }

  readonly #onShow = ({ detail: keys }: PartEvent<readonly string[]>): void => {
    this.#shown = new Set([...this.#shown, ...keys]);
    this.#host.requestUpdate();
  };
}
