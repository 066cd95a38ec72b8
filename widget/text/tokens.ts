// A text as a tree: a small, safe part of Markdown, bare links, and the names of people. Linear: nothing
// is looked for twice, and what nobody closes is text.
import { linkOf, withoutTrailing, type Link } from './links.ts';

export type Token =
  | { readonly kind: 'text' | 'code' | 'mention'; readonly text: string }
  | { readonly kind: 'block'; readonly text: string; readonly language: string }
  | { readonly kind: 'bold' | 'italic' | 'strike'; readonly of: readonly Token[] }
  /** `text` is what was written. */
  | ({ readonly kind: 'link'; readonly text: string } & Link);

/** A marker that may yet be closed. Of each there is the latest only, which bounds the tree's depth. */
interface Opening {
  readonly marker: string;
  /** Where the marker lies among the tokens. */
  readonly index: number;
}

/** A token, and where the source goes on after it. */
interface Piece {
  readonly token: Token;
  readonly end: number;
}

interface Given {
  readonly source: string;
  /** The source and the names without capitals. */
  readonly small: string;
  readonly names: readonly string[];
}

/**
 * Where a text may be more than text. Links and names begin anywhere but inside a word; scripts that
 * write without spaces have no letter case, and no such inside.
 */
const marks =
  /\\[\\*_~`@]|\*+|_+|~+|`+|\n|(?<![\p{LC}\p{N}])(?:@|(?:https?:\/\/|mailto:|www\.)[\p{L}\p{M}\p{N}!#$%&'()*+,\-./:;=?@[\]_{}~]+)/giu;

/** What makes more than text has one of these in it, which is found sooner; most texts have none. */
const mayBeMarked = /[\\*_~`@:]|www\./i;

const kinds: Readonly<Record<string, 'bold' | 'italic' | 'strike'>> = {
  '*': 'italic',
  _: 'italic',
  '**': 'bold',
  '~~': 'strike',
};

/** `names` are those that an `@` may stand before. */
export function tokensOf(source: string, names: readonly string[] = []): readonly Token[] {
  if (!mayBeMarked.test(source)) return joined([plain(source)]);
  const tokens: Token[] = [];
  const open: Opening[] = [];
  const known = source.includes('@') ? inSmall(names.join('\n')).split('\n') : [];
  const given = { source, small: inSmall(source), names: known };
  let done = 0;
  for (let found; (found = marks.exec(source)); marks.lastIndex = done) {
    const [mark] = found;
    const { index } = found;
    if (index > done) tokens.push(plain(source.slice(done, index)));
    done = index + mark.length;
    if (/[*_~]/.test(mark[0]!)) {
      emphasise(mark, source[index - 1] ?? ' ', source[done] ?? ' ', tokens, open);
    } else {
      const piece = pieceAt(given, index, mark);
      tokens.push(piece.token);
      done = piece.end;
      // Emphasis is closed on its line.
      if (mark === '\n' || piece.token.kind === 'block') open.length = 0;
    }
  }
  return joined([...tokens, plain(source.slice(done))]);
}

/** A run of one marker: it closes what is open, or opens, or is text. */
function emphasise(run: string, before: string, after: string, tokens: Token[], open: Opening[]): void {
  // `snake_case`, and `2*3*4`.
  const isInside = (run === '_' ? /^[\p{LC}\p{N}]{2}$/u : /^\d\d$/).test(before + after);
  for (let rest = run; rest;) {
    const marker = rest === '***' ? (open.at(-1)?.marker === '*' ? '*' : '**') : rest;
    rest = rest.slice(marker.length);
    const kind = isInside ? undefined : kinds[marker];
    const at = open.findIndex((opening) => opening.marker === marker);
    if (kind && at >= 0 && /\S/.test(before)) {
      const [, ...inner] = tokens.splice(open[at]!.index);
      tokens.push({ kind, of: joined(inner) });
      open.length = at;
    } else {
      if (kind && /\S/.test(after)) {
        if (at >= 0) open.splice(at, 1);
        open.push({ marker, index: tokens.length });
      }
      tokens.push(plain(marker));
    }
  }
}

function pieceAt(given: Given, index: number, mark: string): Piece {
  const { source } = given;
  const end = index + mark.length;
  const text: Piece = { token: plain(mark), end };
  switch (mark[0]) {
    case '\n':
      return text;
    case '\\':
      // The shrug keeps its arm.
      return source[index - 1] === '¯' ? text : { token: plain(mark.slice(1)), end };
    case '`':
      return codeAt(source, index, mark) ?? text;
    case '@':
      return mentionAt(given, index) ?? text;
    default: {
      // Even if it is no link, it is passed over as a whole: it may be full of what looks like one.
      const address = withoutTrailing(mark);
      const link = linkOf(address);
      const token: Token = link ? { kind: 'link', text: address, ...link } : plain(address);
      return { token, end: index + address.length };
    }
  }
}

/** Code within its line, or a fenced block, which takes the line breaks around it along. */
function codeAt(source: string, index: number, run: string): Piece | undefined {
  const fence = run.slice(0, 3);
  const close = source.indexOf(fence, index + run.length);
  if (close < 0) return undefined;
  const text = source.slice(index + fence.length, close);
  const end = close + fence.length;
  if (fence.length < 3) return text.includes('\n') ? undefined : { token: { kind: 'code', text }, end };
  const [first, language = ''] = /^([\w+#-]*)\n/.exec(text) ?? [''];
  const token: Token = { kind: 'block', text: text.slice(first.length).replace(/\n$/, ''), language };
  return { token, end: source[end] === '\n' ? end + 1 : end };
}

/** The longest known name that is not merely how a word begins. */
function mentionAt({ source, small, names }: Given, index: number): Piece | undefined {
  const start = index + 1;
  let end = start;
  for (const name of names) {
    const next = start + name.length;
    // The first letter alone spares most comparisons.
    if (next <= end || name.charCodeAt(0) !== small.charCodeAt(start) || !small.startsWith(name, start))
      continue;
    if (!/[\p{LC}\p{N}]/u.test(source[next] ?? '')) end = next;
  }
  return end > start ? { token: { kind: 'mention', text: source.slice(index, end) }, end } : undefined;
}

/** In small letters, each in its place: the dotted capital would become two. */
function inSmall(text: string): string {
  return text.replace(/İ/g, 'i').toLowerCase();
}

function plain(text: string): Token & { readonly kind: 'text' } {
  return { kind: 'text', text };
}

/** Text that lies side by side is one. */
function joined(tokens: readonly Token[]): readonly Token[] {
  const result: Token[] = [];
  for (const token of tokens) {
    const last = result.at(-1);
    if (token.kind !== 'text') result.push(token);
    else if (last?.kind === 'text') result[result.length - 1] = plain(last.text + token.text);
    else if (token.text) result.push(token);
  }
  return result;
}
