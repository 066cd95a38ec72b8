// Rooms with their figures, lines of people and acts, and cards.
import { css } from 'lit';

export const lists = css`
  [class*='hue-'] {
    --name: light-dark(oklch(0.48 0.11 var(--hue)), oklch(0.8 0.1 var(--hue)));
  }

  :is(ul, ol):is(.rooms, .lines, .cards, .found, .people) {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .rooms {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }

  .room {
    display: grid;
    grid-template-columns: minmax(120px, 1.6fr) 64px minmax(120px, 1fr) minmax(120px, 1fr) 72px 88px;
    align-items: center;
    gap: 4px 20px;
    padding: 12px 16px;
    border: 1px solid var(--divider);
    border-radius: var(--radius);
    color: inherit;
    text-decoration: none;
  }

  .room:hover {
    border-color: var(--control);
    background: var(--hover);
  }

  .room-name {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    min-inline-size: 0;
    font-size: 15px;
    font-weight: 650;
  }

  .room-name bdi {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .figure {
    min-inline-size: 0;
  }

  .figure b {
    font-size: 15px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }

  .figure small {
    display: block;
    font-size: 12px;
    line-height: 16px;
    color: var(--muted);
  }

  .figure.due b {
    color: var(--warn);
  }

  .room.asleep .figure b {
    color: var(--muted);
    font-weight: 500;
  }

  .plotted {
    --plot: var(--accent);
    display: flex;
    flex-direction: column;
  }

  .plotted.bad {
    --plot: var(--danger);
  }

  .plot {
    display: block;
    inline-size: 100%;
    block-size: 28px;
    overflow: visible;
    border-block-end: 1px solid var(--divider);
  }

  /* Time runs as the text does. */
  .plot:dir(rtl) {
    transform: scaleX(-1);
  }

  .plot .area {
    fill: color-mix(in srgb, var(--plot) 14%, transparent);
  }

  .plot .line {
    fill: none;
    stroke: var(--plot);
    stroke-width: 1.5;
    stroke-linejoin: round;
  }

  .lines {
    display: flex;
    flex-direction: column;
  }

  .lines > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    padding-block: 10px;
    border-block-end: 1px solid var(--divider);
  }

  .lines li small {
    display: block;
    font-size: 12px;
    line-height: 16px;
  }

  .lines li.gone {
    font-style: normal;
    color: var(--muted);
  }

  .lines .chip {
    min-inline-size: 92px;
    text-align: center;
  }

  .lines .name ~ :is(.badge-role, .chip) {
    margin-inline-start: 4px;
  }

  .lines .grow .chip {
    min-inline-size: 0;
  }

  .audit > li {
    align-items: flex-start;
  }

  .audit time {
    flex: 0 0 96px;
  }

  .audit .act {
    font-weight: 500;
    color: var(--muted);
  }

  .audit .person {
    font-weight: 620;
  }

  .audit .why {
    display: block;
    color: var(--muted);
  }

  .card,
  .rule {
    min-inline-size: 0;
    margin: 0;
    padding: 16px;
    border: 1px solid var(--divider);
    border-radius: var(--radius);
  }

  .card {
    display: flex;
    flex-direction: column;
    align-items: stretch;
    gap: 12px;
  }

  .card form {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 12px;
  }

  .card > .button {
    align-self: flex-start;
  }

  :is(.card, .try, .preview, .panel-part) h2 {
    margin: 0;
    font-size: 15px;
    line-height: 20px;
    font-weight: 650;
  }

  .cards,
  .found {
    display: flex;
    flex-direction: column;
    gap: 12px;
  }

  .by {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 8px;
  }

  :is(.by, .people, .lines) .avatar {
    position: relative;
    inset: auto;
    flex: none;
    align-self: center;
  }

  .card .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .cards > .card:focus {
    border-color: var(--accent);
    box-shadow: 0 0 0 1px var(--accent);
  }

  .filters {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    gap: 12px;
  }

  .card .filters {
    flex-direction: row;
    align-items: flex-end;
  }

  .filters .field {
    flex: 0 1 176px;
  }

  .filters .field.grow {
    flex: 1 1 220px;
  }

  @media (max-width: 900px) {
    .room {
      grid-template-columns: 1fr 1fr 1fr;
    }

    .room-name {
      grid-column: 1 / -1;
    }

    .plotted {
      grid-column: span 1;
    }

    .room .figure.total {
      display: none;
    }

    .plotted.bad {
      order: 1;
      display: none;
    }

    .filters .field {
      flex: 1 1 120px;
    }

    /* What is pressed goes below. */
    .lines > li > .grow {
      flex-basis: 60%;
    }
  }
`;
