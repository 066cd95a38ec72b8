// Company, beyond what is said in it: who is here, comes and goes, whom the reader does not want to hear,
// and what calls them. It is not needed to read along, and so comes after the first view.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { withMuted, type Choices, type MuteWish } from '../choices.ts';
import { Announcer } from '../controllers/announcer.ts';
import { Asides } from '../controllers/asides.ts';
import { Attention } from '../controllers/attention.ts';
import type { ChoiceKeeper } from '../controllers/choice-keeper.ts';
import { Sheets } from '../controllers/sheets.ts';
import type { PartEvent } from '../elements/part.ts';
import type { Row } from '../rows/row.ts';
import type { Scene } from '../scene.ts';
import { asides } from '../styles/asides.ts';

export interface CompanyHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}
