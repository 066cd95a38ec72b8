// Pieces of HTML, as text.

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}

/** Puts a text for each `{{ name }}`; one that nobody has is an error, and so is one that nobody asks for. */
export function filled(template: string, texts: Readonly<Record<string, string>>): string {
  const unused = new Set(Object.keys(texts));
  const html = template.replace(/\{\{([\w\s-]+)\}\}/g, (_, written: string) => {
    const name = written.trim().replace(/\s+/g, ' ');
    const text = texts[name];
    if (text === undefined) throw new Error(`A page asks for “${name}”, and nobody has it.`);
    unused.delete(name);
    return text;
  });
  if (unused.size > 0) throw new Error(`No page asks for “${[...unused].join('”, “')}”.`);
  return html;
}
