// All that the chat can say, wherever it is loaded from. English is written beside what says it: the core's
// in en.ts, and that of a file that is loaded later in a file of its own, which goes with it.
import type { en } from './en.ts';
import type { enCommands } from './en-commands.ts';
import type { enCompany } from './en-company.ts';
import type { enComposer } from './en-composer.ts';
import type { enCompletions } from './en-completions.ts';
import type { enDuration } from './en-duration.ts';
import type { enEmoji } from './en-emoji.ts';
import type { enHeld } from './en-held.ts';
import type { enList } from './en-list.ts';
import type { enMode } from './en-mode.ts';
import type { enModeration } from './en-moderation.ts';
import type { enModeratorCommands } from './en-moderator-commands.ts';
import type { enName } from './en-name.ts';
import type { enPeople } from './en-people.ts';
import type { enPins } from './en-pins.ts';
import type { enPoll } from './en-poll.ts';
import type { enReport } from './en-report.ts';
import type { enRowActs } from './en-row-acts.ts';
import type { enSettings } from './en-settings.ts';
import type { enSheet } from './en-sheet.ts';
import type { enTools } from './en-tools.ts';
import type { enWayDown } from './en-way-down.ts';

export type CompanyStrings = typeof enCompany;

export type AllStrings = typeof en &
  CompanyStrings &
  typeof enCommands &
  typeof enCompletions &
  typeof enComposer &
  typeof enDuration &
  typeof enEmoji &
  typeof enHeld &
  typeof enList &
  typeof enMode &
  typeof enModeration &
  typeof enModeratorCommands &
  typeof enName &
  typeof enPeople &
  typeof enPins &
  typeof enPoll &
  typeof enReport &
  typeof enRowActs &
  typeof enSettings &
  typeof enSheet &
  typeof enTools &
  typeof enWayDown;

/** What the core hands to its parts: its own strings, and what a language or the page brought for others. */
export type GivenStrings = typeof en & Partial<AllStrings>;

/** What the list adds to that, for its rows. */
export type ListStrings = GivenStrings & typeof enList;

/** What the composer adds to that, for its own parts. */
export type ComposerStrings = GivenStrings & typeof enComposer & typeof enDuration & typeof enMode;

/** A language. What it does not have yet is said in English; `npm run check:locales` says what that is. */
export type Translation = Partial<AllStrings>;
