// The bounds that both sides know. The server enforces them; `welcome` tells them to the client.

/** Largest frame the server accepts, in bytes of UTF-8. */
export const frameBytes = 16_384;

/** Longest text of a message, in Unicode code points. */
export const textCharacters = 2_000;

/** Longest name of a participant, in Unicode code points. */
export const nameCharacters = 32;

/** Longest token of a member, in characters: with the largest key it is some 1,500. */
export const tokenCharacters = 4_096;

/** Longest emoji of a reaction, in Unicode code points: the longest have ten. */
export const emojiCharacters = 64;

/** Fewest and most answers that a poll offers to choose from. */
export const fewestOptions = 2;
export const mostOptions = 6;

/** Longest of these, in Unicode code points. */
export const optionCharacters = 100;

/** Most entries in one page of history. */
export const pageEntries = 100;

/** Entries that `welcome` brings when the client does not say how many it wants. */
export const welcomeEntries = 50;

/** Most entries that a resume replays; beyond it the client starts from the last page. */
export const resumeEntries = 1_000;

/** Draft ids by which a resume proves that both sides hold the same entries. */
export const tailDrafts = 8;

/** Longest wait of slow mode, in seconds: six hours. */
export const slowSeconds = 21_600;

/** How long a ban, a mute or a pause may hold, in milliseconds: from ten seconds to a year. */
export const leastRestraintMs = 10_000;
export const mostRestraintMs = 31_622_400_000;

/** Longest reason that is given for an act, in characters. */
export const whyCharacters = 500;

/** Longest sentence of the owner's own by which a draft is refused, in Unicode code points. */
export const refusalCharacters = 300;

/** Longest phrase that people are looked for by, in characters. */
export const phraseCharacters = 100;

/** Most tries that a proof of work may take. */
export const proofTries = 10_000_000;

/** Most participants that are told by name; of a larger crowd only the count is. */
export const rosterParticipants = 100;

/** Most people told to be typing at once. */
export const typingParticipants = 5;

/** The limits as `welcome` announces them. */
export interface Limits {
  readonly frameBytes: number;
  readonly textCharacters: number;
  readonly nameCharacters: number;
  readonly pageEntries: number;
}

export const limits: Limits = { frameBytes, textCharacters, nameCharacters, pageEntries };

/** Counts as a person counts: code points, so that an emoji outside the basic plane is one. */
export function countCharacters(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    if (text.codePointAt(index)! > 0xffff) index++;
    count++;
  }
  return count;
}
