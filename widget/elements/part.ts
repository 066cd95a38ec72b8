// What every part of the chat is: properties in, events out. Parts render into the one shadow root
// of <ws-chat>, so that ids, labels, `::part` and slots work across them.
import { LitElement, type CSSResult } from 'lit';
import { wear } from '../styles/wear.ts';

/** A property that is given by the element around it, never by an attribute. */
export const given = { attribute: false };

export class Part extends LitElement {
  /** What a part that is loaded later brings along; the others' styles are the element's own. */
  static readonly sheet: CSSResult | undefined = undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const { sheet } = this.constructor as typeof Part;
    if (sheet) wear(this.getRootNode() as ShadowRoot, sheet);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

/** Tells the element around it; stays inside its shadow root. */
export class PartEvent<Detail = undefined> extends Event {
  readonly detail: Detail;

  constructor(type: string, detail: Detail) {
    super(type, { bubbles: true, cancelable: true });
    this.detail = detail;
  }
}

/** Has the element around it say that a file cannot be fetched; the next wish for it asks again. */
export function tellMissing(part: EventTarget): void {
  part.dispatchEvent(new PartEvent('chat-missing', undefined));
}
