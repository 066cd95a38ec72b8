// Types for those who use the element: one file of its own class, without Lit's, and one for each framework
// that has a list of the tags it knows.
import { originOf } from './declared.ts';
import { elementSource, type Declaration, type Field, type Method } from './manifest.ts';

const generated = '// Written by tools/element-docs.ts from the docblock of the element.';

/** By file name. They lie in `dist/typings`, beside the widget's own declarations. */
export function typingsOf(declaration: Declaration): Readonly<Record<string, string>> {
  return {
    'element.d.ts': elementTypes(declaration),
    'module.d.ts': moduleTypes,
    'react.d.ts': reactTypes,
    'vue.d.ts': vueTypes,
    'svelte.d.ts': svelteTypes,
  };
}

function elementTypes({ name, tagName, description, members }: Declaration): string {
  const fields = members.filter((member) => member.kind === 'field');
  const methods = members.filter((member) => member.kind === 'method');
  const types = new Set(
    members.flatMap((member) => [...typesOf(member).matchAll(/\b[A-Z]\w*/g)].map(([type]) => type)),
  );
  const imports = [...types].flatMap((type) => {
    const origin = originOf(elementSource, type);
    return origin?.startsWith('.')
      ? `import type { ${type} } from '../widget-types/${origin.slice(2)}';`
      : [];
  });
  const kebab = fields.filter(({ name, attribute }) => attribute !== undefined && attribute !== name);
  return `${generated}
import type { ChatEventDetails } from '../widget-types/host-events.ts';
${imports.join('\n')}

export type { ChatEventDetails };

/** What can be written on the tag: a property of a framework’s, or an attribute under its own name. */
export type WsChatAttributes = {
  [Name in ${fields.map((field) => `'${field.name}'`).join(' | ')}]?: ${name}[Name] | undefined;
} & {
${kebab.map((field) => `${docs(field.description)}  '${field.attribute}'?: ${typeOf(field)} | undefined;`).join('\n')}
};

/** The element’s events, by name. */
export type WsChatEvents = { [Type in keyof ChatEventDetails]: CustomEvent<ChatEventDetails[Type]> };

${docs(description).replace(/^ {2}/, '')}export declare class ${name} extends HTMLElement {
${fields.map((field) => `${docs(field.description)}  ${field.name}: ${typeOf(field)};`).join('\n')}
${methods.map((method) => `${docs(method.description)}  ${signature(method)};`).join('\n')}
}

/** Defines \`<${tagName}>\`, once a page. The server is where \`script\` came from, for an element that names none. */
export declare function define(script?: string): void;

declare global {
  interface HTMLElementTagNameMap {
    '${tagName}': ${name};
  }
}
`;
}

/** Importing the module defines the element; its class is the same. */
const moduleTypes = `${generated}
export type * from './element.d.ts';
export { WsChat } from './element.d.ts';
`;

function typesOf(member: Field | Method): string {
  return member.kind === 'field' ? typeOf(member) : signature(member);
}

function typeOf({ type }: Field): string {
  return type?.text ?? 'string';
}

function signature({ name, parameters = [], return: returns }: Method): string {
  const given = parameters.map(({ name, optional, type }) => `${name}${optional ? '?' : ''}: ${type!.text}`);
  return `${name}(${given.join(', ')}): ${returns?.type?.text ?? 'void'}`;
}

function docs(description = ''): string {
  return description ? `  /** ${description} */\n` : '';
}

/** An event is heard by `onws-chat-message`, with its name as it is. */
const listeners = `
type Listeners = {
  [Type in keyof WsChatEvents as \`on\${Type}\`]?: ((event: WsChatEvents[Type]) => void) | undefined;
};
`;

const reactTypes = `${generated}
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { WsChat, WsChatAttributes, WsChatEvents } from './element.d.ts';
${listeners}
type HostProperties = Omit<DetailedHTMLProps<HTMLAttributes<WsChat>, WsChat>, keyof WsChatAttributes>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'ws-chat': HostProperties & WsChatAttributes & Listeners;
    }
  }
}
`;

const svelteTypes = `${generated}
import type { HTMLAttributes } from 'svelte/elements';
import type { WsChat, WsChatAttributes, WsChatEvents } from './element.d.ts';
${listeners}
declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'ws-chat': Omit<HTMLAttributes<WsChat>, keyof WsChatAttributes> & WsChatAttributes & Listeners;
  }
}
`;

const vueTypes = `${generated}
import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type { WsChat, WsChatAttributes, WsChatEvents } from './element.d.ts';

/** A template reads of an element what it reads of a component. */
type Described = new () => WsChat & {
  $props: Omit<HTMLAttributes, keyof WsChatAttributes> & WsChatAttributes & PublicProps;
  $emit: EmitFn<{ [Type in keyof WsChatEvents]: (event: WsChatEvents[Type]) => void }>;
};

declare module 'vue' {
  interface GlobalComponents {
    'ws-chat': Described;
  }
}
`;
