// Tokens as a client sees them: whom they are about, and that they are not the same. Nobody checks these.

let made = 0;

export function tokenFor(sub: string): string {
  const content = btoa(JSON.stringify({ iss: 'https://site.example', sub, made: made++ }));
  return ['header', content.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''), 'signature'].join(
    '.',
  );
}

/** The page's answers, given by hand. */
export class ProviderUnderTest {
  readonly #asked: { readonly resolve: (token: string) => void; readonly reject: (why: Error) => void }[] =
    [];

  /** How often it was asked. */
  get asked(): number {
    return this.#asked.length;
  }

  readonly provide = (): Promise<string> =>
    new Promise((resolve, reject) => this.#asked.push({ resolve, reject }));

  /** The latest question, or an earlier one. */
  give(token: string, question = this.#asked.length - 1): void {
    this.#asked[question]!.resolve(token);
  }

  fail(why = new Error('No.')): void {
    this.#asked.at(-1)!.reject(why);
  }
}
