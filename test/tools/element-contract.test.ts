// What a page may hold on to is in the docblock above the element, and what is there is so: who renames a part
// or a variable breaks pages, and is told here.
import { describe, expect, it } from 'vitest';
import { vsCodeData, webTypes } from '../../tools/element/editors.ts';
import { readElement } from '../../tools/element/manifest.ts';
import { withTables } from '../../tools/element/tables.ts';
import { typingsOf } from '../../tools/element/typings.ts';
import { usedBy } from '../../tools/element/used.ts';
import { detailsOfEvents, statesOfElement } from '../../tools/element/declared.ts';
import { attributes as ofTheTag } from '../../widget/mount.ts';

const declaration = await readElement();
const used = usedBy('widget');
const names = (things: readonly { readonly name: string }[]) => things.map(({ name }) => name);
const sorted = (things: Iterable<string>) => [...things].sort();

describe('the docblock of the element', () => {
  it('names every part of the templates, and no other', () => {
    expect(sorted(names(declaration.cssParts))).toEqual(sorted(used.parts));
  });

  it('names every variable of the styles, and no other', () => {
    expect(sorted(names(declaration.cssProperties))).toEqual(sorted(used.variables.keys()));
  });

  it('names every slot, and no other', () => {
    expect(sorted(names(declaration.slots))).toEqual(sorted(used.slots));
  });

  it('names every event, and no other', () => {
    expect(sorted(names(declaration.events))).toEqual(sorted(detailsOfEvents().keys()));
  });

  it('names every state, and no other', () => {
    expect(sorted(names(declaration.cssStates))).toEqual(sorted(statesOfElement()));
  });

  it('says something of everything, once', () => {
    const { attributes, members, events, slots, cssParts, cssProperties, cssStates } = declaration;
    for (const list of [attributes, members, events, slots, cssParts, cssProperties, cssStates]) {
      expect(list.filter(({ description }) => !description)).toEqual([]);
      expect(new Set(names(list)).size).toBe(list.length);
    }
  });

  it('knows the attributes that the tag may carry, and besides what a tag has no use for', () => {
    const others = ['open', 'replay', 'replay-start', 'for'];
    expect(sorted(names(declaration.attributes))).toEqual(sorted([...ofTheTag, ...others]));
  });
});

describe('what is written from the manifest', () => {
  it('has no member that is the element’s own business', () => {
    expect(
      names(declaration.members).filter((name) => /^(#|_|about|render|connected|updated)/.test(name)),
    ).toEqual([]);
  });

  it('has the words of a type that is declared elsewhere', () => {
    const policy = declaration.attributes.find(({ name }) => name === 'presence-messages');
    expect(policy?.type?.text).toBe("'auto' | 'all' | 'none'");
  });

  it('puts a table between its marks, and nothing elsewhere', () => {
    const marks = [
      'attributes',
      'properties',
      'methods',
      'events',
      'slots',
      'parts',
      'states',
      'variables',
    ].map((name) => `<!-- element ${name} -->TO BE REPLACED<!-- /element ${name} -->`);
    const text = withTables(`before ${marks.join(' between ')} after`, declaration);
    expect(text).toMatch(/^before .* between .* after$/s);
    expect(text).not.toContain('TO BE REPLACED');
    expect(text).toContain('| `room` |');
    expect(text).toContain('| `--ws-chat-radius` |');
  });

  it('refuses a page that has no place for a table', () => {
    expect(() => withTables('no marks', declaration)).toThrow(
      /docs\/element\.md has no place for the attributes/,
    );
  });

  it('completes the values of an attribute in editors', () => {
    const theme = { name: 'theme', values: [{ name: 'auto' }, { name: 'light' }, { name: 'dark' }] };
    expect(vsCodeData(declaration)).toMatchObject({
      version: 1.1,
      tags: [
        { name: 'ws-chat', attributes: expect.arrayContaining([expect.objectContaining(theme)]) as unknown },
      ],
    });
    expect(webTypes(declaration, '1.2.3')).toMatchObject({
      version: '1.2.3',
      contributions: { html: { elements: [{ name: 'ws-chat' }] } },
    });
  });

  it('types the element without Lit', () => {
    const { 'element.d.ts': types } = typingsOf(declaration);
    expect(types).toContain('class WsChat extends HTMLElement');
    expect(types).not.toMatch(/lit/i);
  });
});
