// The tables of docs/element.md: what stands between two marks is written anew from the manifest.
import { type Declaration, type Method } from './manifest.ts';

/** Replaces what stands between the marks of each table; a table without its marks is an error. */
export function withTables(page: string, declaration: Declaration): string {
  let text = page;
  for (const [name, table] of Object.entries(tablesOf(declaration))) {
    const [start, end] = [`<!-- element ${name} -->`, `<!-- /element ${name} -->`];
    const [from, to] = [text.indexOf(start), text.indexOf(end)];
    if (from < 0 || to < from)
      throw new Error(`docs/element.md has no place for the ${name}: ${start} … ${end}.`);
    text = `${text.slice(0, from + start.length)}\n\n${table}\n\n${text.slice(to)}`;
  }
  return text;
}

function tablesOf(declaration: Declaration): Readonly<Record<string, string>> {
  const { members, attributes, events, slots, cssParts, cssProperties, cssStates } = declaration;
  const properties = members.filter((member) => member.kind === 'field');
  const methods = members.filter((member) => member.kind === 'method');
  return {
    attributes: table(
      ['attribute', 'what it says', 'default'],
      attributes.map(({ name, description, default: given }) => {
        const [what, usual] = parted(description);
        return [code(name), what, usual ?? defaultOf(given)];
      }),
    ),
    properties: table(
      ['property', 'what it is'],
      properties
        .filter(({ name, attribute }) => attribute !== name)
        .map(({ name, attribute, description }) => [
          code(name),
          attribute === undefined ? description! : `the attribute ${code(attribute)}`,
        ]),
    ),
    methods: table(
      ['method', 'what it does'],
      methods.map((method) => [code(signature(method)), method.description!]),
    ),
    events: table(
      ['event', 'when', '`detail`'],
      events.map(({ name, description, detail }) => [
        code(name),
        description!,
        detail === 'undefined' ? '' : code(shortened(detail)),
      ]),
    ),
    slots: table(
      ['slot', 'what goes there'],
      slots.map(({ name, description }) => [code(name), description!]),
    ),
    parts: table(
      ['part', 'what it is'],
      cssParts.map(({ name, description }) => [code(name), description!]),
    ),
    states: table(
      ['state', 'when'],
      cssStates.map(({ name, description }) => [code(name), description!]),
    ),
    variables: table(
      ['variable', 'what it sets', 'default'],
      cssProperties.map(({ name, description, default: usual }) => [
        code(name),
        description!,
        usual === undefined ? '' : code(usual),
      ]),
    ),
  };
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.map(cellOf).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Sources are typed with a typewriter’s apostrophe; between backticks it stays. */
function cellOf(text: string): string {
  return text.replaceAll('|', '\\|').replace(/`[^`]*`|'/g, (found) => (found === "'" ? '’' : found));
}

/** “… Default: the page’s.” has a column of its own. */
function parted(description = ''): readonly [string, string | undefined] {
  const [, what, usual] = /^(.*?)\s*Default: (.*?)\.?$/.exec(description) ?? [];
  return what === undefined ? [description, undefined] : [what, usual];
}

function defaultOf(given = ''): string {
  const [, word] = /^'(.+)'$/.exec(given) ?? [];
  return word === undefined ? '' : code(word);
}

function signature({ name, parameters = [] }: Method): string {
  return `${name}(${parameters.map(({ name, optional }) => `${name}${optional ? '?' : ''}`).join(', ')})`;
}

/** Of `{ readonly count: number }` the names. */
function shortened(detail: string): string {
  const names = [...detail.matchAll(/readonly (\w+\??):/g)].map(([, name]) => name);
  return names.length > 0 ? `{ ${names.join(', ')} }` : detail;
}

function code(text: string): string {
  return `\`${text}\``;
}
