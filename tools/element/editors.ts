// What editors read to complete the tag and its attributes: VS Code's custom data and JetBrains' web-types.
import type { Declaration } from './manifest.ts';

const webTypesSchema = 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json';

export function vsCodeData({ tagName, description, attributes }: Declaration): object {
  return {
    version: 1.1,
    tags: [
      {
        name: tagName,
        description: markdown(description),
        attributes: attributes.map(({ name, description, type }) => ({
          name,
          description: markdown(description),
          ...(type?.text === 'boolean' ? { valueSet: 'v' } : {}),
          ...(wordsOf(type?.text).length > 0
            ? { values: wordsOf(type?.text).map((word) => ({ name: word })) }
            : {}),
        })),
      },
    ],
  };
}

export function webTypes(declaration: Declaration, version: string): object {
  const { tagName, description, attributes, members, events, slots, cssParts, cssProperties } = declaration;
  const fields = members.filter((member) => member.kind === 'field');
  return {
    $schema: webTypesSchema,
    name: 'ws-chat',
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: [
          {
            name: tagName,
            description,
            attributes: attributes.map(({ name, description, type, default: usual }) => ({
              name,
              description,
              value: { type: type?.text ?? 'string' },
              ...(usual === undefined ? {} : { default: usual }),
            })),
            slots: slots.map(({ name, description }) => ({ name, description })),
            js: {
              properties: fields.map(({ name, description, type }) => ({
                name,
                description,
                type: type?.text ?? 'string',
              })),
              events: events.map(({ name, description, type }) => ({ name, description, type: type.text })),
            },
          },
        ],
      },
      css: {
        properties: cssProperties.map(({ name, description }) => ({ name, description })),
        'pseudo-elements': cssParts.map(({ name, description }) => ({ name: `part(${name})`, description })),
      },
    },
  };
}

/** The words of a union of them; none of any other type. */
export function wordsOf(type = ''): readonly string[] {
  return [...type.matchAll(/'([^']*)'/g)].map(([, word]) => word!);
}

function markdown(value = ''): object {
  return { kind: 'markdown', value };
}
