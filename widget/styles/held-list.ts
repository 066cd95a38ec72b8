// What waits for those who keep a room, in a sheet.
import { Sheet } from '../elements/sheet.ts';
import { css } from '../shared.ts';

export const heldList = css`
  ${Sheet.frame}

  .held-part {
    margin: 12px 16px 4px;
    font-size: 12px;
    line-height: 16px;
    font-weight: 650;
  }

  .held-hint {
    padding: 4px 16px;
  }

  .held {
    display: flex;
    align-items: flex-start;
    gap: 12px;
    padding-block: 8px;
    padding-inline: 16px 12px;
  }

  .held .avatar {
    display: grid;
    position: static;
    flex: none;
  }

  .held-said {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .held-said b {
    font-weight: 600;
  }

  .held-said small {
    display: block;
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
  }

  .held-said p {
    margin: 2px 0 0;
    max-block-size: 160px;
    overflow: auto;
    /* Whatever its direction, a text stands beside its author. */
    text-align: -webkit-match-parent;
    text-align: match-parent;
    white-space: pre-wrap;
  }

  .mode-switch {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 36px;
    padding-inline: 16px;
  }

  .mode-switch input {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--accent);
  }

  .held-acts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 8px;
  }

  .held-act {
    flex: none;
    min-block-size: 30px;
    padding-inline: 12px;
    border: 1px solid var(--control);
    border-radius: 8px;
    font-size: 12px;
    line-height: 16px;
  }

  .held-act:hover {
    background: var(--surface);
  }

  .held-act.danger {
    color: var(--danger);
  }

  @media (pointer: coarse) {
    .held-act,
    .mode-switch {
      min-block-size: 44px;
    }
  }
`;
