// Tells who builds the page of an attribute's value that means nothing: it is taken as the default.
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
    for (const [name, values] of Object.entries(known)) {
      const value = this.#host.getAttribute(name);
      const attribute = `${name}="${value}"`;
      if (!value || values.includes(value) || told.has(attribute)) continue;
      told.add(attribute);
      console.warn(`ws-chat: ${attribute} means nothing. Use one of these: ${values.join(', ')}.`);
    }
  }
}
