// One of a few, side by side: radio buttons that look like a row of pills.
import { html } from 'lit';

export interface Choices<Value> {
  readonly legend: string;
  readonly name: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

export function choices<Value>({ legend, name, options, chosen, onChoose }: Choices<Value>) {
  return html`<fieldset class="choices">
    <legend>${legend}</legend>
    ${options.map(
      ({ value, label }) =>
        html`<label
          ><input
            type="radio"
            name=${name}
            .checked=${value === chosen}
            @change=${() => onChoose(value)}
          /><span>${label}</span></label
        >`,
    )}
  </fieldset>`;
}
