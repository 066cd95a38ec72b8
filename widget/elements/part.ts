// What every part of the chat is: properties in, events out. Parts render into the one shadow root
// of <ws-chat>, so that ids, labels, `::part` and slots work across them.
import { LitElement } from 'lit';

/** A property that is given by the element around it, never by an attribute. */
export const given = { attribute: false };

export class Part extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

/** Tells the element around it; stays inside its shadow root. */
export class PartEvent<Detail = undefined> extends Event {
  readonly detail: Detail;

  constructor(type: string, detail: Detail) {
    super(type, { bubbles: true });
    this.detail = detail;
  }
}
