// What single surfaces have for themselves: the matrix, the rules, the embed code, and the way in.
import { css } from 'lit';

export const pages = css`
  .matrix {
    inline-size: 100%;
    max-inline-size: 900px;
    border-collapse: collapse;
  }

  .matrix th {
    font-weight: 500;
    text-align: start;
    padding: 0;
  }

  .matrix thead th {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    padding-block: 8px;
    background: var(--bg);
    font-size: 12px;
    line-height: 16px;
    font-weight: 600;
    color: var(--muted);
    text-align: center;
  }

  .matrix .group th {
    padding-block: 20px 6px;
    font-size: 12px;
    line-height: 16px;
    font-weight: 650;
    color: var(--muted);
  }

  .matrix tbody tr:not(.group) {
    border-block-start: 1px solid var(--divider);
  }

  .matrix tbody tr:not(.group):hover {
    background: var(--hover);
  }

  .matrix .set th {
    font-weight: 650;
  }

  .matrix tbody .link-button {
    margin-inline-start: 8px;
  }

  .matrix .set th::before {
    content: '';
    display: inline-block;
    inline-size: 6px;
    block-size: 6px;
    margin-inline-end: 8px;
    border-radius: 50%;
    background: var(--accent);
    vertical-align: 2px;
  }

  .matrix td {
    inline-size: 92px;
    padding: 0;
  }

  .matrix td label {
    position: relative;
    display: grid;
    place-items: center;
    block-size: 36px;
    cursor: pointer;
  }

  .matrix input {
    position: absolute;
    inset: 0;
    opacity: 0;
    margin: 0;
    cursor: inherit;
  }

  /* A bar from the least role that may, to all above it. */
  .matrix .may label::before {
    content: '';
    position: absolute;
    inset-block: 14px;
    inset-inline: 0;
    background: color-mix(in oklab, var(--accent) 22%, var(--bg));
  }

  .matrix td:not(.may) + .may label::before,
  .matrix th + .may label::before {
    inset-inline-start: 50%;
  }

  .matrix .may:last-child label::before {
    inset-inline-end: calc(50% - 4px);
    border-start-end-radius: 4px;
    border-end-end-radius: 4px;
  }

  .matrix label span {
    position: relative;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--divider);
  }

  .matrix .may label span {
    background: color-mix(in oklab, var(--accent) 22%, var(--bg));
  }

  .matrix label:hover span {
    background: var(--control);
  }

  .matrix input:checked + span {
    inline-size: 18px;
    block-size: 18px;
    border: 5px solid var(--accent);
    background: var(--bg);
  }

  .matrix input:focus-visible + span {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }

  .matrix label:has(:disabled) {
    cursor: default;
  }

  .save-bar {
    position: sticky;
    inset-block-end: 0;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-inline: -8px;
    padding: 12px 8px;
    background: var(--bg);
    border-block-start: 1px solid var(--divider);
  }

  .save-bar .problem {
    flex-basis: 100%;
  }

  .save-bar[data-dirty] .grow {
    color: var(--warn);
    font-weight: 550;
  }

  .rule {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }

  .rule legend {
    float: inline-start;
    padding: 0;
    font-size: 15px;
    line-height: 20px;
    font-weight: 650;
  }

  .rule .line {
    justify-content: flex-start;
  }

  .rule .line:has(.switch) {
    justify-content: space-between;
  }

  .rule[data-state='set'] {
    border-color: var(--accent);
  }

  .try {
    position: sticky;
    inset-block-start: 20px;
    display: flex;
    flex-direction: column;
    gap: 12px;
    padding: 16px;
    border-radius: var(--radius);
    background: var(--surface);
  }

  .verdict {
    min-block-size: 48px;
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--divider);
  }

  .verdict:not([data-verdict]) {
    visibility: hidden;
  }

  .verdict[data-verdict='publish'] {
    border-color: var(--accent);
  }

  .verdict[data-verdict='hold'] {
    border-color: var(--warn);
  }

  .verdict:is([data-verdict='refuse'], [data-verdict='failed']) {
    border-color: var(--danger);
  }

  .verdict p {
    margin: 2px 0 0;
    overflow-wrap: anywhere;
  }

  .copy {
    position: relative;
    margin: 0;
    display: grid;
    justify-items: start;
    gap: 8px;
  }

  .copy figcaption {
    font-weight: 600;
  }

  .copy pre {
    inline-size: 100%;
    margin: 0;
    padding: 12px;
    border: 1px solid var(--divider);
    border-radius: 9px;
    background: var(--surface);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .copy code {
    user-select: all;
  }

  .made {
    border-color: var(--accent);
    background: var(--own-bg);
  }

  .preview {
    position: sticky;
    inset-block-start: 20px;
    display: flex;
    flex-direction: column;
    gap: 8px;
  }

  /* A page of its own for what stands in a corner: what is fixed, is fixed to it. */
  .preview .page {
    position: relative;
    block-size: min(680px, 80dvh);
    padding: 12px;
    overflow: hidden;
    transform: translateZ(0);
    border: 1px solid var(--divider);
    border-radius: var(--radius);
    background:
      linear-gradient(var(--divider) 0 0) 16px 20px / 45% 14px no-repeat,
      repeating-linear-gradient(var(--surface) 0 10px, transparent 10px 24px) 16px 56px / calc(100% - 32px)
        calc(100% - 72px) no-repeat,
      var(--bg);
  }

  .preview ws-chat[mode='floating']::part(root) {
    inline-size: min(348px, calc(100vw - 72px));
    block-size: min(620px, calc(80dvh - 60px));
  }

  .preview .page ws-chat:not([mode='floating'], [mode='popout']) {
    block-size: 100%;
  }

  .sign-in {
    display: grid;
    align-content: center;
    justify-content: center;
    grid-template-columns: minmax(0, 420px);
    gap: 16px;
    min-block-size: 100%;
    padding: 32px 24px;
  }

  .sign-in h1 {
    margin: 0;
    font-size: 24px;
    line-height: 32px;
    font-weight: 700;
    letter-spacing: -0.015em;
  }

  .sign-in h1::before {
    content: '';
    display: block;
    inline-size: 28px;
    block-size: 4px;
    margin-block-end: 16px;
    border-radius: 2px;
    background: var(--accent);
  }

  .sign-in p {
    margin: 0;
  }

  .sign-in form {
    display: grid;
    gap: 12px;
  }

  .sign-in .button {
    justify-self: start;
  }

  .ways {
    margin: 8px 0 0;
    padding-block-start: 16px;
    border-block-start: 1px solid var(--divider);
  }

  .ways dt {
    font-weight: 650;
  }

  .ways dd {
    margin: 0 0 12px;
    color: var(--muted);
  }

  .ways code {
    padding: 1px 6px;
    border-radius: 5px;
    background: var(--surface);
    color: var(--text);
    white-space: nowrap;
  }

  /* Each capability stands above its line. */
  @media (max-width: 720px) {
    .matrix,
    .matrix :is(thead, tbody) {
      display: block;
    }

    .matrix tr {
      display: grid;
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }

    .matrix :is(td, th) {
      inline-size: auto;
    }

    .matrix thead th:first-child {
      display: none;
    }

    .matrix thead th {
      font-size: 11px;
    }

    .matrix thead {
      position: sticky;
      inset-block-start: 0;
      z-index: 1;
    }

    .matrix tbody th {
      grid-column: 1 / -1;
      padding-block-start: 10px;
    }

    .matrix tbody .link-button {
      min-block-size: 32px;
    }

    .save-bar .grow {
      flex-basis: 100%;
    }

    .save-bar .button {
      flex: 1;
    }

    .matrix td label {
      block-size: 44px;
    }

    .matrix .may label::before {
      inset-block: 18px;
    }
  }

  @media (forced-colors: active) {
    .matrix .may label::before,
    .matrix label span {
      background: CanvasText;
    }

    .matrix input:checked + span {
      border-color: Highlight;
    }
  }
`;
