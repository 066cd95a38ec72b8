// What a page can take hold of, as the sources really have it: parts and slots in the templates, variables in
// the styles. The docblock of the element says the same, and a test compares the two.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Where a variable has its default; elsewhere a mode may put another in its place. */
const tokens = 'tokens.ts';

export interface Used {
  readonly parts: ReadonlySet<string>;
  readonly slots: ReadonlySet<string>;
  /** By name, with what stands in its place where the page sets none. */
  readonly variables: ReadonlyMap<string, string>;
}

export function usedBy(folder: string): Used {
  const parts = new Set<string>();
  const slots = new Set<string>();
  const variables = new Map<string, string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    for (const { tag, text } of templatesIn(readFileSync(join(folder, file), 'utf8'))) {
      if (tag === 'css') {
        for (const [name, instead] of variablesIn(text))
          if (file.endsWith(tokens) || !variables.has(name)) variables.set(name, instead);
      } else {
        for (const name of namesIn(text, 'part')) parts.add(name);
        for (const [slot] of text.matchAll(/<slot\b[^>]*>/g)) {
          const [name] = namesIn(slot, 'name');
          slots.add(name ?? '');
        }
      }
    }
  }
  return { parts, slots, variables };
}

interface Template {
  readonly tag: string;
  /** With the source of each expression where it stands. */
  readonly text: string;
}

function templatesIn(source: string): readonly Template[] {
  const found: Template[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node))
      found.push({ tag: node.tag.getText(), text: node.template.getText() });
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true));
  return found.filter(({ tag }) => ['html', 'svg', 'css'].includes(tag));
}

/** All names that an attribute can have, whichever way its expression goes. */
function namesIn(template: string, attribute: string): readonly string[] {
  const values = template.matchAll(new RegExp(`\\s${attribute}=(?:"([^"]*)"|\\$\\{([^}]*)\\})`, 'g'));
  return [...values].flatMap(([, plain, expression]) =>
    plain === undefined
      ? [...expression!.matchAll(/'([^']+)'/g)].flatMap(([, text]) => text!.split(' '))
      : plain.split(' '),
  );
}

/** Pairs of `var(--ws-chat-name, instead)`; what stands instead may have brackets of its own. */
function* variablesIn(style: string): Generator<readonly [string, string]> {
  for (const match of style.matchAll(/var\(\s*(--ws-chat-[\w-]+)\s*(,)?/g)) {
    const start = match.index + match[0].length;
    let depth = 1;
    let end = start;
    for (; depth > 0 && end < style.length; end++) depth += { '(': 1, ')': -1 }[style[end]!] ?? 0;
    yield [match[1]!, match[2] ? style.slice(start, end - 1).trim() : ''];
  }
}
