// The bundle of the moderators' page. It has the chat itself too, for the preview of what is embedded.
import { define } from '../define.ts';
import { defineConsole } from './define.ts';

define();
defineConsole();
