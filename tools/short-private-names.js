// Names the private members of each class from the same few letters. The minifier gives each a name of its own in
// the whole file; where classes share them, `this.#t` is the same everywhere, and packs better.
import MagicString from 'magic-string';

/** What minified code is made of, the most frequent first. */
const letters = 'tesinoacrdlhpufmgwvykbxTESINOACRDLHPUFMGWVYKBX';

/** To be called after the minifier. @returns {import('rollup').Plugin} */
export function shortPrivateNames() {
  return {
    name: 'short-private-names',
    renderChunk(code) {
      const text = new MagicString(code);
      for (const uses of membersIn(this.parse(code)))
        uses.forEach((nodes, index) => nodes.forEach((node) => rename(node, index, text)));
      return { code: text.toString(), map: text.generateMap({ hires: true }) };
    },
  };
}

function rename({ start, end }, index, text) {
  const letter = letters[index % letters.length];
  text.overwrite(
    start + 1,
    end,
    index < letters.length ? letter : letter + Math.floor(index / letters.length),
  );
}

/**
 * For each class the places where its private members stand, those of a member together, the most used first. A
 * class inside of another begins behind that one's members: it may speak of them.
 */
function membersIn(tree) {
  const classes = [];
  walk(tree, []);
  return classes.map(({ members, before }) => [
    ...Array.from({ length: before }, () => []),
    ...[...members.values()].sort((left, right) => right.length - left.length),
  ]);

  function walk(node, around) {
    if (!node || typeof node !== 'object') return;
    if (node.type === 'PrivateIdentifier')
      return void around
        .find((members) => members.has(node.name))
        .get(node.name)
        .push(node);
    if (node.type === 'ClassBody') {
      const members = declaredIn(node);
      classes.push({ members, before: around.reduce((sum, { size }) => sum + size, 0) });
      around = [members, ...around];
    }
    for (const child of Object.values(node)) walk(child, around);
  }
}

function declaredIn({ body }) {
  const own = body.flatMap(({ key }) => (key?.type === 'PrivateIdentifier' ? [key.name] : []));
  return new Map(own.map((name) => [name, []]));
}
