// Ctrl or Cmd with F6 goes from one part of the chat to the next, and with Shift to the former. It is heard only
// while the focus is in the chat.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isComposing } from '../shared.ts';

interface StepsHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

const parts = '.toast, .header, ws-chat-log, ws-chat-composer, .bar, .sheet';

export class PartSteps implements ReactiveController {
  readonly #host: StepsHost;

  constructor(host: StepsHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('keydown', this.#onKeydown);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#onKeydown);
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, shiftKey } = event;
    if (key !== 'F6' || !(ctrlKey || metaKey) || isComposing(event)) return;
    event.preventDefault();
    const all = [...this.#host.renderRoot.querySelectorAll<HTMLElement>(parts)];
    // What lies below a sheet cannot be gone to.
    const open = all.filter((part) => !part.closest('[inert]') && targetIn(part));
    const at = open.findIndex((part) => part.matches(':focus-within'));
    const next = shiftKey ? at - 1 : at + 1;
    targetIn(open.at(next % open.length))?.focus();
  };
}

/** Where one writes, or else the first stop of the Tab key. */
function targetIn(part: HTMLElement | undefined): HTMLElement | undefined {
  const stops = [...(part?.querySelectorAll<HTMLElement>('input, textarea, button, [tabindex]') ?? [])];
  const reached = stops.filter(({ tabIndex }) => tabIndex >= 0);
  return reached.find((stop) => stop.matches('.field :is(input, textarea)')) ?? reached[0];
}
