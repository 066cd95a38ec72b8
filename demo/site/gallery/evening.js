// Who is there in the gallery, and what they say in one evening.

export const ann = { id: 'ann', name: 'Ann', role: 'guest' };
export const bo = { id: 'bo', name: 'Bo Lindqvist', role: 'guest' };
export const yusuf = { id: 'yusuf', name: 'Yusuf', role: 'member' };
export const priya = { id: 'priya', name: 'Priya N.', role: 'moderator' };
export const noa = { id: 'noa', name: 'נועה', role: 'guest' };
export const mara = { id: 'mara', name: 'Mara Lindqvist', role: 'guest' };
export const tomasz = { id: 'tomasz', name: 'Tomasz', role: 'guest' };

/** This evening at ten past six, so that pictures look the same on every day. */
export const evening = new Date().setHours(18, 10, 0, 0);

export function entries(lines) {
  return lines.map(([from, what], index) => {
    const seq = index + 1;
    const at = evening + (what.after ?? index * 20) * 1_000;
    const common = { type: 'message', seq, at, draftId: `d${seq}`, from };
    return typeof what === 'string' ? { ...common, text: what } : { ...common, ...what };
  });
}

export const talk = entries([
  [bo, { text: 'Did anyone catch the name of the first record?', after: -86_000 }],
  [yusuf, 'Nils Frahm, **Says**. The long one.'],
  [yusuf, 'It is on https://www.example.com/records/says if you want to hear it again'],
  [ann, { text: 'Thank you!', replyTo: 2 }],
  [priya, { type: 'reaction', ref: 2, emoji: '❤️', on: true }],
  [ann, { type: 'reaction', ref: 2, emoji: '❤️', on: true }],
  [bo, { type: 'reaction', ref: 2, emoji: '🎧', on: true }],
  [noa, 'ערב טוב מתל אביב'],
  [priya, { type: 'notice', text: 'The news at seven come ten minutes late tonight.' }],
  [bo, '@Ann are you coming on Saturday?'],
  [ann, 'Yes, and I bring the *good* headphones'],
  [ann, 'what shall I play'],
  [ann, { type: 'edit', ref: 12, text: 'What shall I play?' }],
  [yusuf, '🎉🎉'],
  [bo, 'Something that nobody can dance to'],
  [bo, { type: 'removal', ref: 15 }],
  [priya, 'Try `--slow`, it works for me:\n```\nplay --slow "Says"\n```'],
]);

/** What comes while the reader is elsewhere. */
export const news = [
  [bo, 'It starts'],
  [yusuf, 'Finally'],
  [priya, 'Quiet, please'],
].map(([from, text], index) => ({
  type: 'message',
  seq: talk.length + 1 + index,
  at: evening + (600 + index) * 1_000,
  draftId: `n${index}`,
  from,
  text,
}));

/** More at once than anybody could read. */
// Enough for a flood even where a second ends in the midst of it.
export const flood = Array.from({ length: 500 }, (_, index) => ({
  type: 'message',
  seq: 5 + index,
  at: evening + 60_000 + index,
  draftId: `f${index}`,
  from: index % 2 === 0 ? bo : yusuf,
  text: `Goal number ${index + 1}!`,
}));

/** Too fast to be read, and the same at every look. */
export const goals = (number) =>
  [bo, yusuf].map((from, index) => ({
    type: 'message',
    seq: 5 + 2 * number + index,
    at: evening + 60_000,
    draftId: `goal${number}-${index}`,
    from,
    text: 'Goal!',
  }));

/** Everything that could break a line or a row. */
export const hard = entries([
  [
    { id: 'x1', name: 'Wolfeschlegelsteinhausenbergerdo', role: 'moderator' },
    'Thirty-two letters are a name.',
  ],
  [bo, `https://www.example.com/${'a-path-without-an-end/'.repeat(9)}`],
  [yusuf, 'W'.repeat(140)],
  [noa, 'שלום ל-everybody, ביום 3.11 בשעה 20:00 ב-https://example.com/he'],
  [ann, { text: 'An answer to the one above', replyTo: 3 }],
  [bo, 'Many liked this one'],
  ...['👍', '❤️', '😂', '🎉', '🎧', '👀', '🙏', '🔥', '🥁', '🪗', '👩‍🚀', '🇸🇪'].map((emoji) => [
    yusuf,
    { type: 'reaction', ref: 6, emoji, on: true },
  ]),
  [priya, 'One\n\nwith empty lines\n\n\nbetween'],
  [ann, '> quoted, **bold _and slanted_**, `code`, ~~struck~~ and a link: https://例え.テスト/道'],
  [mara, 'Z̷̢̛a̸͎̅l̴̰̈́g̵̱̀o̷̤͝ ţ̸̛ȇ̵x̷͈̀t̴͉̾ ǐ̵s̷̺̈ ť̶o̸͓̍o̷̠͑ t̷͈́a̸͕͝l̷̥̈́l̴͚̀'],
]);

export const long = 'A long message, as people write them when they have thought for a while. '.repeat(18);
