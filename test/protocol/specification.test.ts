// What protocol/README.md lists is what the code has: codes, kinds, types and limits, both ways.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clientMessage } from '../../protocol/client-messages.ts';
import { afterClose, closeCodes } from '../../protocol/close-codes.ts';
import * as limits from '../../protocol/limits.ts';
import { refusals } from '../../protocol/refusals.ts';
import { subprotocol } from '../../protocol/version.ts';

const text = readFileSync(new URL('../../protocol/README.md', import.meta.url), 'utf8');

/** The cells of all rows of tables in a section, without the marks for code. */
function rows(section: string): string[][] {
  const [, body = ''] = text.split(new RegExp(`^## \\d+\\. ${section}$`, 'm'));
  return body
    .split(/^## /m, 1)[0]!
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim().replaceAll('`', '')));
}

describe('the specification', () => {
  it('is of this version', () => {
    expect(text.split('\n', 1)).toEqual([`# The wire: \`${subprotocol}\``]);
  });

  it('lists every message that a client may send', () => {
    const listed = rows('Messages at a glance')
      .filter(([, from]) => from === 'client' || from === 'both')
      .map(([type]) => type);
    expect(listed.sort()).toEqual(clientMessage.options.map(({ shape }) => shape.type.value).sort());
  });

  it('lists every close code with what to do after it', () => {
    const listed = rows('Close codes and coming back')
      .filter(([code]) => /^4\d{3}$/.test(code!))
      .map(([code, name, , client]) => [name, Number(code), client!.replace(' ', '-')]);
    const ours = Object.entries(closeCodes).filter(([, code]) => code >= 4000);
    expect(listed).toEqual(ours.map(([name, code]) => [name, code, afterClose(code)]));
  });

  it('lists every refusal with its kind', () => {
    const listed = rows('Refusals').filter(([, kind]) => kind === 'final' || kind === 'retry');
    expect(Object.fromEntries(listed)).toEqual(refusals);
  });

  it.each([
    ['bytes of a client’s frame', limits.frameBytes],
    ['code points of a text', limits.textCharacters],
    ['code points of a name', limits.nameCharacters],
    ['code points of an emoji', limits.emojiCharacters],
    ['characters of a member’s token', limits.tokenCharacters],
    ['entries of a page', limits.pageEntries],
    ['draft ids of a tail', limits.tailDrafts],
    ['entries that a resume brings back', limits.resumeEntries],
    ['participants told by name', limits.rosterParticipants],
    ['participants told to be writing', limits.typingParticipants],
  ])('has the limit of the %s', (name, value) => {
    const row = rows('Limits').find(([limit]) => limit === name.replace('’', "'"));
    expect(row?.[1]).toBe(value.toLocaleString('en'));
  });

  it('says how many entries a fresh start brings', () => {
    expect(text).toContain(`brings; ${limits.welcomeEntries} if left out`);
  });

  it('gives no rule an ID twice', () => {
    const ids = [...text.matchAll(/^\*\*([A-Z]+-\d+)\*\*/gm)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(100);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refers to no rule that it does not have', () => {
    const ids = new Set([...text.matchAll(/^\*\*([A-Z]+-\d+)\*\*/gm)].map(([, id]) => id));
    const words = [...text.matchAll(/\b([A-Z]{2,}-\d+)\b/g)].map(([, id]) => id!);
    expect(words.filter((id) => !ids.has(id) && !/^(SHA|UTF|UTS)-/.test(id))).toEqual([]);
  });

  it('leads to no section that it does not have', () => {
    const anchors = [...text.matchAll(/^## (.+)$/gm)].map(([, title]) =>
      title!
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor!);
    expect(links.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
  });
});
