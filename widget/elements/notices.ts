// What stands in the place of the list when there is no list: why, in one sentence, and what to do.
import { html, nothing } from 'lit';
import type { Strings } from '../locales/en.ts';

/** A setting named in a sentence, as `--origin https://example.com`, stands by itself to be copied. */
const settingAtEnd = /\s(--[a-z-]+(?: \S+?)?)\.?$/;

export function refusedNotice(sentence: string, strings: Strings, onRetry?: () => void) {
  const setting = settingAtEnd.exec(sentence)?.[1];
  return html`<div class="notice" part="notice" role="alert">
    <h3>${strings.refused}</h3>
    <p dir="auto">${sentence}</p>
    ${setting ? html`<code dir="ltr">${setting}</code>` : nothing}
    ${onRetry ? html`<button class="send wide" type="button" @click=${onRetry}>${strings.retry}</button>` : nothing}
  </div>`;
}

/** `why` in one sentence, and how the next try stands. */
export function unreachableNotice(why: string, strings: Strings, status: unknown) {
  return html`<div class="notice" part="notice" role="status">
    <h3>${strings.unreachable}</h3>
    <p dir="auto">${why}</p>
    <p>${status}</p>
  </div>`;
}

/** Where the messages will be; seen only if that takes a while. */
export function loadingNotice(strings: Strings) {
  return html`<div class="loading" role="status"><span class="unseen">${strings.loading}</span></div>`;
}

/** What is needed to show anything cannot be fetched. */
export function missingNotice(strings: Strings, onRetry: () => void) {
  const retry = html`<button class="link-button" type="button" @click=${onRetry}>
    ${strings.retryNow}
  </button>`;
  return unreachableNotice(strings.noConnection, strings, retry);
}

export function emptyNotice(strings: Strings, writes: boolean) {
  return html`<div class="notice" part="empty">
    <slot name="empty">
      <h3>${strings.empty}</h3>
      ${writes ? html`<p>${strings.emptyHint}</p>` : nothing}
    </slot>
  </div>`;
}
