// What lies over the conversation while it is open: the list of people, the settings. In a wide chat it
// leaves the talk in view beside it.
import { enSheet } from '../locales/en-sheet.ts';
import type { GivenStrings } from '../locales/strings.ts';
import { css, given, html, icon, Part, PartEvent } from '../shared.ts';

const closeIcon = icon('M4 4l8 8M12 4l-8 8');

/**
 * @fires chat-sheet - The reader wants back to the chat.
 */
export abstract class Sheet extends Part {
  static override readonly properties: Record<string, object> = { strings: given };
  static readonly frame = css`
    ws-chat-people-list,
    ws-chat-held-list,
    ws-chat-settings-panel {
      position: absolute;
      inset: 0;
      z-index: 2;
      display: flex;
      justify-content: flex-end;
      container-type: inline-size;
      background: light-dark(rgb(17 23 20 / 12%), rgb(0 0 0 / 45%));
    }

    .sheet {
      flex: 1;
      display: flex;
      flex-direction: column;
      min-inline-size: 0;
      background: var(--bg);
      outline: 0;
    }

    .sheet-head {
      display: flex;
      align-items: center;
      gap: 8px;
      flex: none;
      padding-block: 8px 4px;
      padding-inline: 16px 8px;
    }

    .sheet-head h3 {
      flex: 1;
      min-inline-size: 0;
      margin: 0;
      font-size: 15px;
      line-height: 20px;
      font-weight: 650;
    }

    .sheet-body {
      flex: 1;
      min-block-size: 0;
      overflow: hidden auto;
      overscroll-behavior: contain;
      scrollbar-width: thin;
      scrollbar-color: var(--divider) transparent;
      padding-block-end: 16px;
    }

    .hint {
      margin: 0;
      font-size: 12px;
      line-height: 16px;
      color: var(--muted);
      overflow-wrap: anywhere;
    }

    @container (inline-size > 520px) {
      .sheet {
        flex: none;
        inline-size: 340px;
        border-inline-start: 1px solid var(--divider);
      }
    }

    @media (prefers-reduced-motion: no-preference) {
      .sheet {
        animation: rise 120ms ease-out;
      }
    }
  `;

  strings!: GivenStrings;

  protected abstract get heading(): unknown;
  protected abstract content(): unknown;

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>('.sheet')!.focus();
  }

  #leave(): void {
    this.dispatchEvent(new PartEvent('chat-sheet', undefined));
  }

  #onClick(event: Event): void {
    if (event.target === this) this.#leave();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('click', this.#onClick);
  }

  override render() {
    return html`<section
      class="sheet"
      part="sheet"
      role="dialog"
      aria-labelledby="sheet-heading"
      tabindex="-1"
    >
      <div class="sheet-head">
        <h3 id="sheet-heading">${this.heading}</h3>
        <button
          class="icon-button"
          type="button"
          aria-label=${{ ...enSheet, ...this.strings }.backToChat}
          @click=${() => this.#leave()}
        >
          ${closeIcon}
        </button>
      </div>
      <div class="sheet-body">${this.content()}</div>
    </section>`;
  }
}
