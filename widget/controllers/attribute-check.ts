// Tells who builds the page of an attribute that means nothing: of its value, which is taken as the default, or
// of the attribute itself.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const known: Readonly<Record<string, readonly string[]>> = {
  mode: ['inline', 'floating', 'readonly', 'overlay', 'popout'],
  loading: ['lazy', 'eager', 'manual'],
  density: ['comfortable', 'compact'],
  'presence-messages': ['auto', 'all', 'none'],
  theme: ['auto', 'light', 'dark'],
};

/** Once is enough. */
const told = new Set<string>();

export class AttributeCheck implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    if (this.#host.hasAttribute('token'))
      this.#warn('token="…" does nothing: a token is no part of a page. Set the property of that name.');
    for (const [name, values] of Object.entries(known)) {
      const value = this.#host.getAttribute(name);
      const attribute = `${name}="${value}"`;
      if (!value || values.includes(value)) continue;
      this.#warn(`${attribute} means nothing. Use one of these: ${values.join(', ')}.`);
    }
  }

  #warn(sentence: string): void {
    if (told.has(sentence)) return;
    told.add(sentence);
    console.warn(`ws-chat: ${sentence}`);
  }
}
