// The custom elements manifest: what the analyzer reads out of the element's class and the docblock above it,
// without what is nobody else's, and with the types of the events, which are declared elsewhere.
import { readFileSync } from 'node:fs';
import type ts from 'typescript';
import { detailsOfEvents, literalsOf } from './declared.ts';
import { usedBy } from './used.ts';

export const elementSource = 'widget/ws-chat.ts';
const sources = [elementSource, 'widget/define.ts'];
const tag = 'ws-chat';

/** Where the class is for those who have the package. */
const shipped = 'dist/widget/ws-chat.module.js';

interface Described {
  readonly name: string;
  readonly description?: string;
}

interface Typed {
  readonly text: string;
}

export interface Attribute extends Described {
  readonly fieldName?: string;
  readonly type?: Typed;
  readonly default?: string;
}

export interface Field extends Described {
  readonly kind: 'field';
  readonly attribute?: string;
  readonly reflects?: boolean;
  readonly readonly?: boolean;
  readonly type?: Typed;
  readonly default?: string;
}

export interface Method extends Described {
  readonly kind: 'method';
  readonly parameters?: readonly (Described & { readonly optional?: boolean; readonly type?: Typed })[];
  readonly return?: { readonly type?: Typed };
}

export interface Variable extends Described {
  readonly default?: string;
}

/** The class, as the manifest's schema 1.0 has it. */
export interface Declaration {
  readonly kind: 'class';
  readonly name: string;
  readonly tagName: string;
  readonly description: string;
  readonly attributes: readonly Attribute[];
  readonly members: readonly (Field | Method)[];
  readonly events: readonly (Described & { readonly type: Typed; readonly detail: string })[];
  readonly slots: readonly Described[];
  readonly cssParts: readonly Described[];
  readonly cssProperties: readonly Variable[];
  readonly cssStates: readonly Described[];
}

/** As the analyzer hands it over. */
interface Analysed {
  readonly modules: readonly { readonly declarations: readonly (Partial<Declaration> & Described)[] }[];
}

/** The analyzer has no types for being called, and its part for Lit none at all. */
interface Analyzer {
  create(options: { modules: readonly unknown[]; plugins: readonly unknown[]; context: object }): Analysed;
  readonly ts: typeof ts;
}

const analyzer = '@custom-elements-manifest/analyzer';

export async function readElement(): Promise<Declaration> {
  const { create, ts: parser } = (await import(analyzer)) as Analyzer;
  const { litPlugin } = (await import(`${analyzer}/src/features/framework-plugins/lit/lit.js`)) as {
    litPlugin: () => readonly unknown[];
  };
  const modules = sources.map((file) =>
    parser.createSourceFile(file, readFileSync(file, 'utf8'), parser.ScriptTarget.Latest, true),
  );
  const { modules: analysed } = create({ modules, plugins: litPlugin(), context: { dev: false } });
  const found = analysed.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === tag);
  if (!found) throw new Error(`The analyzer finds no element ${tag} in ${sources.join(' and ')}.`);
  return publicPart(found);
}

/** The manifest as a file of the package. */
export function manifestOf({ events, ...declaration }: Declaration): object {
  const reference = { name: declaration.name, module: shipped };
  return {
    schemaVersion: '1.0.0',
    readme: 'README.md',
    modules: [
      {
        kind: 'javascript-module',
        path: shipped,
        declarations: [
          {
            customElement: true,
            ...declaration,
            events: events.map(({ detail: _detail, ...event }) => event),
          },
        ],
        exports: [
          { kind: 'js', name: declaration.name, declaration: reference },
          { kind: 'custom-element-definition', name: tag, declaration: reference },
        ],
      },
    ],
  };
}

function publicPart(found: Partial<Declaration> & Described): Declaration {
  const members = (found.members ?? []).filter(isPublic);
  const fields = members.filter((member) => member.kind === 'field');
  const attributeOf = (name: string) => found.attributes?.find(({ fieldName }) => fieldName === name);
  const { variables } = usedBy('widget');
  const details = detailsOfEvents();
  return {
    kind: 'class',
    name: found.name,
    tagName: tag,
    description: joined(found.description),
    attributes: (found.attributes ?? [])
      .filter(({ fieldName }) => fields.some(({ name }) => name === fieldName))
      .map(withType),
    members: [
      ...fields.map((field) =>
        withType({ ...field, description: field.description ?? attributeOf(field.name)?.description ?? '' }),
      ),
      ...members.filter((member) => member.kind === 'method').map((method) => described(method)),
    ],
    events: (found.events ?? [])
      .filter(({ name }) => name)
      .map(({ name, description }) => {
        const detail = details.get(name) ?? 'undefined';
        return { name, description: joined(description), type: { text: `CustomEvent<${detail}>` }, detail };
      }),
    slots: (found.slots ?? []).map(described),
    cssParts: (found.cssParts ?? []).map(described),
    cssStates: (found.cssStates ?? []).map(described),
    cssProperties: (found.cssProperties ?? []).map((variable) => {
      const instead = variables.get(variable.name);
      return { ...described(variable), ...(instead ? { default: instead } : {}) };
    }),
  };
}

/** Neither what is private, nor what is of the class, nor what Lit calls. */
function isPublic(member: Field | Method): boolean {
  const { privacy, static: isStatic } = member as { privacy?: string; static?: boolean };
  const isOfLit = /^(connected|disconnected|adopted|attributeChanged|connectedMove)\w*Callback$|^render$/;
  return (
    (privacy ?? 'public') === 'public' &&
    !isStatic &&
    !member.name.startsWith('#') &&
    !isOfLit.test(member.name)
  );
}

function withType<Thing extends Attribute | Field>(thing: Thing): Thing {
  const text = thing.type && literalsOf(elementSource, thing.type.text);
  return { ...described(thing), ...(text === undefined ? {} : { type: { text } }) };
}

function described<Thing extends Described>(thing: Thing): Thing {
  return { ...thing, description: joined(thing.description) };
}

/** A docblock's line breaks mean nothing. */
function joined(description = ''): string {
  return description.replace(/\s+/g, ' ').trim();
}
