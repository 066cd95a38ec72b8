// The commands that there are, and what they do.
import { html } from 'lit';
import type { Command } from '../commands.ts';
import type { Strings } from '../locales/en.ts';
import { closeButton } from './about.ts';

export function helpTemplate(commands: readonly Command[], strings: Strings, onClose: () => void) {
  return html`<div class="help" part="help">
    <dl>
      ${commands.map(
        ({ example, hint }) =>
          html`<div>
            <dt>${strings[example]}</dt>
            <dd>${strings[hint]}</dd>
          </div>`,
      )}
    </dl>
    ${closeButton(strings.endHelp, onClose)}
  </div>`;
}
