// What all surfaces of the console are: a part that is given the desk it works at.
import { given, Part } from '../elements/part.ts';
import type { Desk } from './desk.ts';
import type { ConsoleStrings } from './strings.ts';

export class Page extends Part {
  static override readonly properties: Record<string, object> = { desk: given };

  desk!: Desk;

  get strings(): ConsoleStrings {
    return this.desk.strings;
  }
}
