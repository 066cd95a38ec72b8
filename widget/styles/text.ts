// What people write: links, code, mentions, and emoji that stand alone.
import { css } from 'lit';

export const text = css`
  .text a {
    color: var(--accent);
    text-underline-offset: 2px;
  }

  .text code {
    padding: 0 4px;
    border: 1px solid var(--divider);
    border-radius: 4px;
    background: var(--surface);
    font:
      0.93em ui-monospace,
      monospace;
  }

  .text pre {
    direction: ltr;
    text-align: start;
    margin-block: 4px;
    padding: 8px 12px;
    overflow-x: auto;
    scrollbar-width: thin;
    border: 1px solid var(--divider);
    border-radius: 8px;
    background: var(--surface);
  }

  .text pre code {
    padding: 0;
    border: 0;
  }

  pre[data-language]::before {
    content: attr(data-language);
    display: block;
    font: 12px/16px var(--font);
    color: var(--muted);
  }

  .mention {
    font-weight: 600;
    color: var(--accent);
  }

  .mention.me {
    padding-inline: 4px;
    border-radius: 4px;
    background: var(--accent);
    color: var(--on-accent);
    text-shadow: none;
  }

  .only-emoji {
    font-size: 2em;
    line-height: 1.3;
  }

  @media (forced-colors: active) {
    .mention.me {
      outline: 1px solid;
    }
  }
`;
