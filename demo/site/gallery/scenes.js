// The scenes of the gallery: what a server says in each, what a visitor has chosen and then does, and what there
// is to see once it is all there. A scene that wants the keyboard's focus is shown alone.
import { connecting } from './connecting.js';
import { keeping } from './keeping.js';
import { opening } from './opening.js';
import { reading } from './reading.js';
import { standing } from './standing.js';
import { writing } from './writing.js';

export const scenes = { ...reading, ...connecting, ...writing, ...keeping, ...opening, ...standing };
