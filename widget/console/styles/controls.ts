// What is pressed and filled in.
import { css } from 'lit';

export const controls = css`
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    margin: 0;
  }

  button {
    background: none;
    border: 0;
    padding: 0;
    cursor: pointer;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-block-size: 38px;
    padding: 6px 14px;
    border: 1px solid var(--control);
    border-radius: 9px;
    background: var(--bg);
    color: var(--text);
    font-weight: 600;
    text-decoration: none;
    white-space: nowrap;
  }

  .button:hover {
    background: var(--hover);
  }

  .button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }

  .button.primary:hover {
    background: color-mix(in oklab, var(--accent) 88%, var(--text));
  }

  .button.danger {
    border-color: var(--danger);
    color: var(--danger);
  }

  .button.danger:hover,
  .button.danger:focus-visible {
    background: var(--danger);
    color: var(--bg);
  }

  .button.plain {
    border-color: transparent;
    padding-inline: 8px;
    color: var(--accent);
  }

  .button:disabled,
  .button[aria-disabled='true'] {
    opacity: 0.55;
    cursor: default;
  }

  .button.wide {
    flex-direction: column;
    align-items: flex-start;
    gap: 0;
    padding-block: 8px;
    white-space: normal;
    text-align: start;
  }

  .button.wide small {
    font-size: 12px;
    line-height: 16px;
    font-weight: 400;
    color: var(--muted);
  }

  .icon-button {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 32px;
    block-size: 32px;
    border-radius: 8px;
    color: var(--muted);
  }

  .icon-button:hover {
    background: var(--hover);
    color: var(--text);
  }

  .link-button {
    color: var(--accent);
    font-size: 12px;
    line-height: 16px;
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 2px;
  }

  input:not([type='radio'], [type='checkbox'], [type='range'], [type='color']),
  select,
  textarea {
    inline-size: 100%;
    min-block-size: 38px;
    padding: 7px 10px;
    border: 1px solid var(--control);
    border-radius: 9px;
    background: var(--bg);
  }

  select {
    inline-size: auto;
    max-inline-size: 100%;
    padding-inline-end: 6px;
  }

  textarea {
    display: block;
    resize: vertical;
    min-block-size: 84px;
    scrollbar-width: thin;
  }

  ::placeholder {
    color: var(--muted);
    opacity: 1;
  }

  [readonly],
  select:disabled {
    border-color: var(--divider);
    color: var(--muted);
    opacity: 1;
  }

  input.filter {
    inline-size: 220px;
  }

  .field {
    display: flex;
    flex-direction: column;
    gap: 4px;
    min-inline-size: 0;
    font-weight: 600;
  }

  .field > :is(input, select, textarea) {
    font-weight: 400;
  }

  .field > select {
    inline-size: 100%;
  }

  .field small,
  .line small {
    font-size: 12px;
    line-height: 16px;
    font-weight: 400;
    color: var(--muted);
  }

  .field.short {
    inline-size: 140px;
  }

  .line {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    min-block-size: 36px;
  }

  .line small {
    display: block;
  }

  .together {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    gap: 8px;
  }

  .two {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 12px;
  }

  input.switch {
    flex: none;
    appearance: none;
    inline-size: 36px;
    block-size: 22px;
    padding: 2px;
    border: 1px solid var(--control);
    border-radius: 11px;
    background: var(--surface);
    cursor: pointer;
  }

  input.switch::before {
    content: '';
    display: block;
    inline-size: 16px;
    block-size: 16px;
    border-radius: 50%;
    background: var(--control);
  }

  input.switch:checked {
    border-color: var(--accent);
    background: var(--accent);
  }

  input.switch:checked::before {
    margin-inline-start: auto;
    background: var(--on-accent);
  }

  input[type='range'] {
    inline-size: 100%;
    min-block-size: 36px;
    accent-color: var(--accent);
  }

  input[type='color'] {
    inline-size: 100%;
    block-size: 36px;
    padding: 3px;
    border: 1px solid var(--control);
    border-radius: 9px;
    background: var(--bg);
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }

  .choices legend {
    margin-block-end: 4px;
    padding: 0;
    font-weight: 600;
  }

  .choices label {
    position: relative;
    cursor: pointer;
  }

  .choices input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .choices span {
    display: block;
    padding: 6px 12px;
    border: 1px solid var(--control);
    border-radius: 18px;
    line-height: 20px;
  }

  .choices input:checked + span {
    border-color: var(--accent);
    background: var(--own-bg);
    color: var(--accent);
    font-weight: 600;
    box-shadow: inset 0 0 0 1px var(--accent);
  }

  .choices input:focus-visible + span {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }

  .problem {
    margin: 0;
    color: var(--danger);
    overflow-wrap: anywhere;
  }

  .problem:empty {
    display: none;
  }

  .chips {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 4px;
  }

  .chip,
  .count:not(.quiet) {
    flex: none;
    display: inline-block;
    padding-inline: 8px;
    border-radius: 10px;
    background: var(--surface);
    border: 1px solid var(--divider);
    font-size: 12px;
    line-height: 18px;
    font-weight: 550;
    color: var(--muted);
    white-space: nowrap;
  }

  .chip.warn {
    border-color: transparent;
    background: var(--mention-bg);
    color: var(--warn);
  }

  .chip.bad {
    border-color: var(--danger);
    color: var(--danger);
  }

  .count:not(.quiet) {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
    font-variant-numeric: tabular-nums;
  }

  code,
  pre {
    font:
      12px/18px ui-monospace,
      monospace;
  }

  .id {
    color: var(--muted);
    overflow-wrap: anywhere;
  }

  @media (pointer: coarse) {
    .button,
    .icon-button,
    .line,
    .choices span,
    input:not([type='radio'], [type='checkbox']),
    select {
      min-block-size: 44px;
    }

    .icon-button {
      min-inline-size: 44px;
    }

    .choices span {
      padding-block: 11px;
      border-radius: 22px;
    }

    /* Smaller text makes a phone zoom in. */
    input,
    select,
    textarea {
      font-size: 16px;
    }
  }

  @media (max-width: 720px) {
    .two {
      grid-template-columns: 1fr;
    }
  }

  @media (forced-colors: active) {
    .choices input:checked + span,
    .nav a[aria-current] {
      outline: 2px solid Highlight;
    }

    input.switch:checked::before {
      background: Highlight;
    }
  }
`;
