import { describe, expect, it } from 'vitest';
import type { Upload } from '../../../../protocol/upload.ts';
import { EventStreams } from '../../../../server/connection/stream/event-streams.ts';

const secret = Buffer.from('a secret of thirty-two characters');

function node(own = secret) {
  const told: Upload[] = [];
  return { streams: new EventStreams(own, { said: (upload) => told.push(upload) }), told };
}

describe('links', () => {
  it('are never the same, and known for ours on every node', () => {
    const [one, other] = [node(), node()];
    const links = Array.from({ length: 1_000 }, () => one.streams.createLink());
    expect(new Set(links).size).toBe(1_000);
    for (const link of links) expect(other.streams.placeOf(link)).toBe('elsewhere');
  });

  it('lead nowhere where somebody made them up, by a single letter even', () => {
    const [ours, foreign] = [node(), node(Buffer.from('another secret of thirty-two letters'))];
    const link = ours.streams.createLink();
    const changed = `${link.startsWith('A') ? 'B' : 'A'}${link.slice(1)}`;
    for (const made of [foreign.streams.createLink(), changed, link.slice(1), `${link}A`, '', 'x'.repeat(43)])
      expect(ours.streams.placeOf(made)).toBe('nowhere');
  });

  it('lead nowhere else where there are no other nodes', () => {
    const alone = new EventStreams(secret, undefined);
    expect(alone.placeOf(alone.createLink())).toBe('nowhere');
  });
});
