// A list whose items keep their elements wherever they come to stand, by a key each. Lit's own `repeat` finds the
// fewest moves for any reordering; here lines come, go and seldom change places, and this is a third of it.
import { noChange } from 'lit';
import { directive, Directive, type ChildPart } from 'lit/directive.js';
import { insertPart, removePart, setChildPartValue } from 'lit/directive-helpers.js';

class Keyed extends Directive {
  #parts = new Map<unknown, ChildPart>();

  override render<Item>(
    _items: readonly Item[],
    _keyOf: (item: Item) => unknown,
    _template: (item: Item) => unknown,
  ): unknown {
    return noChange;
  }

  override update(list: ChildPart, [items, keyOf, template]: Parameters<this['render']>): unknown {
    const former = this.#parts;
    this.#parts = new Map();
    const keys = items.map(keyOf);
    // First of all: what goes must not stand between what stays, which would then be moved, and lose its focus.
    const staying = new Set(keys);
    for (const [key, part] of former) if (!staying.has(key)) removePart(part);
    let next: ChildPart | undefined;
    for (let index = items.length; index-- > 0;) {
      const key = keys[index];
      next = setChildPartValue(insertPart(list, next, former.get(key)), template(items[index]));
      this.#parts.set(key, next);
    }
    return noChange;
  }
}

export const keyed = directive(Keyed) as <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => unknown,
  template: (item: Item) => unknown,
) => unknown;
