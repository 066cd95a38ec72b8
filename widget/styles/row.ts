// A message: a flat row, and the rail that ties one author's run together.
import { css } from 'lit';

export const row = css`
  .row {
    --name: light-dark(oklch(0.48 0.11 var(--hue)), oklch(0.8 0.1 var(--hue)));
    --rail: var(--name);
    position: relative;
    padding-block: 1px;
    padding-inline: 56px 16px;
    /* Whole pixels: of broken ones the rest would shift who reads back, whenever older messages come. */
    line-height: round(1.43em, 1px);
  }

  .row.own {
    --name: var(--accent);
    --hue: 165;
  }

  .row.starts {
    margin-block-start: 10px;
  }

  /* The rail hangs from the avatar, through the run, to its last row. */
  .row.continues::before,
  .row:not(.starts)::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 29px;
    border-inline-start: 2px solid var(--rail);
    opacity: 0.5;
  }

  .row.own::before {
    opacity: 0.85;
  }

  .row.starts.continues::before {
    inset-block-start: 36px;
    border-start-start-radius: 1px;
    border-start-end-radius: 1px;
  }

  .row:not(.continues)::before {
    inset-block-end: 3px;
    border-end-start-radius: 1px;
    border-end-end-radius: 1px;
  }

  .who {
    display: flex;
    align-items: baseline;
    gap: 8px;
  }

  .name {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 620;
    color: var(--name);
  }

  time {
    flex: none;
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }

  .text {
    margin: 0;
    /* Whatever its direction, a text stands beside its author. */
    text-align: -webkit-match-parent;
    text-align: match-parent;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    overflow: clip;
  }

  .row:not([data-unfolded]) .text.long {
    max-block-size: 12lh;
  }

  .row[data-unfolded] .unfold :first-child,
  .row:not([data-unfolded]) .unfold :last-child {
    display: none;
  }

  .link-button.unfold {
    display: block;
    margin: 0;
    color: var(--accent);
  }

  .row.pending .text,
  .gone,
  .edited,
  .quote {
    color: var(--muted);
  }

  .gone {
    font-style: italic;
  }

  .edited,
  .quote {
    font-size: 12px;
    line-height: 16px;
  }

  /* One line of what is answered, behind a bar of its own. */
  .quote {
    display: block;
    max-inline-size: 100%;
    min-block-size: 24px;
    text-align: start;
    margin-block: 2px;
    padding-inline-start: 8px;
    border-inline-start: 2px solid var(--divider);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .quoted {
    font-weight: 600;
  }

  .reactions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin: 2px 0 4px;
    padding: 0;
    list-style: none;
  }

  .reaction {
    min-block-size: 24px;
    padding: 2px 8px;
    border: 1px solid var(--divider);
    border-radius: 999px;
    background: var(--surface);
    font-size: 12px;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
  }

  .reaction[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--own-bg);
  }

  /* It calls the reader: by name, or by an answer. */
  .row.calls {
    background: var(--mention-bg);
  }

  /* A border, which is seen in forced colours too. */
  .row.calls::after {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    border-inline-start: 3px solid var(--warn);
  }

  .row:focus-visible {
    outline-offset: -2px;
  }

  @keyframes flash {
    from {
      background: color-mix(in oklab, var(--accent) 22%, transparent);
    }
  }

  .row.flash {
    animation: flash 1.6s ease-out;
  }

  .badge-role {
    flex: none;
    padding-inline: 5px;
    border: 1px solid var(--control);
    border-radius: 4px;
    font-size: 11px;
    line-height: 14px;
    color: var(--muted);
  }

  @media (pointer: coarse) {
    .reaction,
    .quote {
      min-block-size: 44px;
    }

    .reaction {
      min-inline-size: 44px;
    }
  }

  @media (forced-colors: active) {
    .reaction[aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
    }
  }

  .compact .row {
    padding-inline: 16px;
    line-height: 18px;
  }

  .compact .row.starts {
    margin-block-start: 2px;
  }

  .compact .row::before,
  .compact .avatar {
    display: none;
  }

  .compact .who {
    float: inline-start;
    flex-direction: row-reverse;
    gap: 6px;
    margin-inline-end: 6px;
  }
`;
