// Every emoji with its names, loaded by the picker and the completions when one of them first needs it.
import { readTable } from '../emoji/emoji.ts';
import { tableText } from '../emoji/table-text.ts';

/** Smileys, people, animals and so on, in the order of the strings that name them. */
export const groups = readTable(tableText);
