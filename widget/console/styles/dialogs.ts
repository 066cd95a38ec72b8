// What asks once more.
import { css } from 'lit';

export const dialogs = css`
  .dialog {
    inline-size: min(440px, calc(100vw - 24px));
    max-block-size: calc(100dvh - 24px);
    padding: 0;
    border: 1px solid var(--divider);
    border-radius: 14px;
    background: var(--bg);
    color: var(--text);
    font: 400 14px / 20px var(--font);
    box-shadow: 0 16px 60px rgb(0 0 0 / 25%);
  }

  .dialog::backdrop {
    background: rgb(0 0 0 / 35%);
  }

  .dialog form {
    display: flex;
    flex-direction: column;
    gap: 14px;
    padding: 20px;
  }

  .dialog h2 {
    margin: 0;
    font-size: 17px;
    line-height: 24px;
    font-weight: 680;
    overflow-wrap: anywhere;
  }

  .dialog p {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .dialog blockquote {
    margin: 0;
    padding-inline-start: 12px;
    border-inline-start: 2px solid var(--divider);
    color: var(--muted);
    overflow-wrap: anywhere;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    overflow: hidden;
  }

  .dialog .stack {
    gap: 8px;
  }

  .dialog footer {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
    margin-block-start: 2px;
  }

  @media (max-width: 720px) {
    .dialog {
      inline-size: 100vw;
      max-inline-size: 100vw;
      margin-block: auto 0;
      margin-inline: 0;
      border-radius: 16px 16px 0 0;
      padding-block-end: env(safe-area-inset-bottom);
    }

    .dialog footer .button {
      flex: 1;
    }
  }

  @media (prefers-reduced-motion: no-preference) {
    .dialog[open] {
      animation: come 120ms ease-out;
    }
  }

  @keyframes come {
    from {
      opacity: 0;
      translate: 0 6px;
    }
  }
`;
