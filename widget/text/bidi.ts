// Direction controls that a text brings along: they end with it, and reach nothing around it.

const endOfEmbedding = '\u202c';
const endOfIsolate = '\u2069';

/** Closes what a text leaves open, and drops what it never opened. */
export function balanced(text: string): string {
  const ends: string[] = [];
  let isolates = 0;
  const inside = text.replace(/[\u202a-\u202e\u2066-\u2069]/g, (control) => {
    switch (control) {
      case endOfEmbedding:
        return ends.at(-1) === control ? ends.pop()! : '';
      case endOfIsolate:
        // It ends the embeddings within as well.
        return isolates > 0 ? (isolates--, ends.splice(ends.lastIndexOf(control)).reverse().join('')) : '';
      default: {
        const isIsolate = control >= '\u2066';
        if (isIsolate) isolates++;
        ends.push(isIsolate ? endOfIsolate : endOfEmbedding);
        return control;
      }
    }
  });
  return inside + ends.reverse().join('');
}
