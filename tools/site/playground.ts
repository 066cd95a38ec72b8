// The controls of the playground: one for each attribute and each variable of the element, as its manifest has them.
import { readElement, type Attribute, type Declaration, type Variable } from '../element/manifest.ts';
import { escaped } from './html.ts';

export async function playgroundTexts(): Promise<Readonly<Record<string, string>>> {
  const { attributes, cssProperties }: Declaration = await readElement();
  return {
    attributes: attributes.map(attributeControl).join('\n'),
    variables: cssProperties.map(variableControl).join('\n'),
  };
}

function attributeControl({ name, description = '', type, default: given = '' }: Attribute): string {
  const id = `attribute-${name}`;
  const usual = /^'(.*)'$/.exec(given)?.[1] ?? given;
  const common = `id="${id}" name="${name}" data-usual="${escaped(usual)}" aria-describedby="${id}-about"`;
  return `<div class="control">
<label for="${id}">${name}</label>
${inputFor(type?.text ?? 'string', usual, common)}
<p id="${id}-about">${withCode(description)}</p>
</div>`;
}

function inputFor(type: string, usual: string, common: string): string {
  const words = [...type.matchAll(/'([^']*)'/g)].map(([, word]) => word!);
  if (words.length > 0) {
    const options = words.map((word) => `<option${word === usual ? ' selected' : ''}>${word}</option>`);
    return `<select ${common} autocomplete="off">${options.join('')}</select>`;
  }
  if (type.startsWith('boolean')) return `<input type="checkbox" ${common} autocomplete="off">`;
  const kind = type.startsWith('number') ? 'number" min="0' : 'text';
  return `<input type="${kind}" ${common} placeholder="${escaped(usual)}" autocomplete="off" spellcheck="false">`;
}

function variableControl({ name, description = '', default: usual = '' }: Variable): string {
  const id = `variable-${name.slice('--ws-chat-'.length)}`;
  const about = `<p id="${id}-about">${withCode(description)}</p>`;
  const [, light, dark] = /^light-dark\((#\w{6}), (#\w{6})\)$/.exec(usual) ?? [];
  if (light === undefined || dark === undefined)
    return `<div class="control">
<label for="${id}">${name}</label>
<input type="text" id="${id}" data-variable="${name}" placeholder="${escaped(usual)}" aria-describedby="${id}-about" autocomplete="off" spellcheck="false">
${about}
</div>`;
  const swatch = (look: 'light' | 'dark', colour: string) =>
    `<label><input type="color" data-variable="${name}" data-look="${look}" value="${colour}" data-usual="${colour}" aria-describedby="${id}-about" autocomplete="off"> ${look}</label>`;
  return `<fieldset class="control colours">
<legend>${name}</legend>
<span>${swatch('light', light)} ${swatch('dark', dark)}</span>
${about}
</fieldset>`;
}

function withCode(description: string): string {
  return escaped(description.replaceAll("'", '’')).replace(/`([^`]*)`/g, '<code>$1</code>');
}
