// The words of a command line: flags, each with its value, and what is no flag.

export type Word =
  | { readonly kind: 'flag'; readonly flag: string; readonly value: string | undefined }
  | { readonly kind: 'operand'; readonly text: string };

/**
 * A value stands behind its flag, as `--flag value` or `--flag=value`; a next flag is no value. Behind `--`
 * nothing is a flag.
 */
export function* wordsOf(
  texts: readonly string[],
  takesValue: (flag: string) => boolean,
): Generator<Word, void, undefined> {
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index]!;
    if (text === '--') {
      for (const rest of texts.slice(index + 1)) yield { kind: 'operand', text: rest };
      return;
    }
    if (!text.startsWith('--')) {
      yield { kind: 'operand', text };
      continue;
    }
    const equals = text.indexOf('=');
    if (equals >= 0) {
      yield { kind: 'flag', flag: text.slice(0, equals), value: text.slice(equals + 1) };
      continue;
    }
    const next = texts[index + 1];
    const hasValue = takesValue(text) && next !== undefined && !next.startsWith('--');
    if (hasValue) index++;
    yield { kind: 'flag', flag: text, value: hasValue ? next : undefined };
  }
}
