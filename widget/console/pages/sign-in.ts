// What is there for who is not signed in: how one gets in, and for a new owner the question for their name.
import { html } from 'lit';
import { given, Part, PartEvent } from '../../elements/part.ts';
import type { SessionState } from '../session.ts';
import type { ConsoleStrings } from '../strings.ts';
import { sentenceOf } from '../trouble.ts';

/**
 * @fires console-name - The name that a new owner wants to be called by.
 * @fires console-again - Whoever was signed in here wants to be so again.
 */
export class SignIn extends Part {
  static override readonly properties = { session: given, strings: given };

  session: SessionState = { kind: 'starting' };
  strings!: ConsoleStrings;

  protected override updated(): void {
    if (this.session.kind === 'naming') this.querySelector('input')?.focus();
  }

  readonly #onName = (event: SubmitEvent): void => {
    event.preventDefault();
    const name = new FormData(event.target as HTMLFormElement).get('name') as string;
    if (name.trim() !== '') this.dispatchEvent(new PartEvent('console-name', name.trim()));
  };

  override render() {
    return html`<main class="sign-in">${this.#content()}</main>`;
  }

  #content() {
    const { session, strings } = this;
    switch (session.kind) {
      case 'naming':
        return html`<h1>${strings.welcomeOwner}</h1>
          <p class="quiet">${strings.welcomeOwnerHint}</p>
          <form @submit=${this.#onName}>
            <label class="field"
              ><span>${strings.yourName}</span>
              <input name="name" required maxlength="64" autocomplete="nickname" dir="auto"
            /></label>
            <p class="problem" role="alert">
              ${session.trouble === undefined ? '' : sentenceOf(session.trouble, strings)}
            </p>
            <button class="button primary" type="submit">${strings.comeIn}</button>
          </form>`;
      case 'out':
        return html`<h1>${strings.console}</h1>
          ${
            session.trouble === undefined
              ? html`<p>${strings.signInHint}</p>`
              : html`<p class="problem" role="alert">${sentenceOf(session.trouble, strings)}</p>
                  <button
                    class="button"
                    type="button"
                    @click=${() => this.dispatchEvent(new PartEvent('console-again', undefined))}
                  >
                    ${strings.tryAgain}
                  </button>`
          }
          <dl class="ways">
            <dt>${strings.ownerWay}</dt>
            <dd>${strings.ownerWayHint} <code>ws-chat console-link</code></dd>
            <dt>${strings.moderatorWay}</dt>
            <dd>${strings.moderatorWayHint}</dd>
          </dl>`;
      default:
        return html`<p class="quiet waiting" role="status">${strings.signingIn}</p>`;
    }
  }
}
