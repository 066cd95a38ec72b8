// Where one writes: the field, what stands above it in the same frame, and the lines around it.
import { css } from '../shared.ts';

export const composer = css`
  .state {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-block-size: 24px;
    padding-inline: 4px;
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
  }

  .state-line,
  .writers {
    min-inline-size: 0;
  }

  .writers {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .writing-as {
    flex: none;
    max-inline-size: 55%;
    margin-inline-start: auto;
    padding-block: 4px;
    padding-inline-start: 8px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    border-radius: 4px;
  }

  .writing-as b {
    font-weight: 600;
    color: var(--text);
  }

  .writing-as:hover b {
    text-decoration: underline;
    text-underline-offset: 2px;
  }

  .mode {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
  }

  .mode > span {
    min-inline-size: 0;
    margin-block-start: 6px;
    padding: 2px 8px;
    border: 1px solid var(--divider);
    border-radius: 8px;
    background: var(--surface);
    overflow-wrap: anywhere;
  }

  .field {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    gap: 0 4px;
    padding-block: 3px;
    padding-inline: 12px 3px;
    border: 1px solid var(--control);
    border-radius: 10px;
    background: var(--bg);
  }

  .field:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: -1px;
    border-color: transparent;
  }

  .field textarea,
  .field input {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    padding: 6px 0;
    border: 0;
    outline: 0;
    background: none;
    color: inherit;
    font: inherit;
    line-height: 20px;
    resize: none;
  }

  .field textarea {
    field-sizing: content;
    max-block-size: calc(8 * 20px + 12px);
    scrollbar-width: thin;
  }

  ::placeholder {
    color: var(--muted);
    opacity: 1;
  }

  .send[aria-disabled='true'] {
    background: var(--surface);
    color: var(--muted);
    inline-size: auto;
    min-inline-size: 32px;
    padding-inline: 4px;
    font-size: 12px;
    font-weight: 620;
    font-variant-numeric: tabular-nums;
    cursor: default;
  }

  .about {
    flex: 1 0 100%;
    min-inline-size: 0;
    display: flex;
    align-items: center;
    gap: 8px;
    margin-block-end: 3px;
    padding-block: 5px;
    border-block-end: 1px solid var(--divider);
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
  }

  .about-text {
    flex: 1;
    min-inline-size: 0;
    padding-inline-start: 8px;
    border-inline-start: 2px solid var(--accent);
  }

  .about-text > * {
    display: block;
    text-align: -webkit-match-parent;
    text-align: match-parent;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .about b {
    font-weight: 620;
    color: var(--text);
  }

  .problem,
  .count {
    padding: 6px 4px 0;
    font-size: 12px;
    line-height: 16px;
    color: var(--danger);
  }

  .count {
    color: var(--muted);
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  @media (pointer: coarse) {
    /* Below 16 px a phone zooms into the page. */
    .field textarea,
    .field input {
      font-size: 16px;
    }

    .field textarea,
    .field input {
      padding-block: 12px;
    }
  }
`;
