// The bundle of the moderators' page. It has the chat itself too, for the preview of what is embedded.
import { setDefaultServer } from '../default-server.ts';
import { define } from '../define.ts';
import { defineConsole } from './define.ts';

setDefaultServer(import.meta.url);
define();
defineConsole();
