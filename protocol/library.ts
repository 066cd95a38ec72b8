// The package’s `./protocol`: what a program of somebody’s own needs to speak the wire. Its schemas stay here, so that
// nothing is loaded with it.
export * from './close-codes.ts';
export * from './limits.ts';
export * from './refusals.ts';
export * from './reports.ts';
export * from './room-name.ts';
export * from './timing.ts';
export * from './version.ts';
export type * from './server-messages.ts';
export type {
  Act,
  ClientMessage,
  Edit,
  EndPoll,
  Hello,
  History,
  Moderate,
  Notice,
  Pin,
  Poll,
  Post,
  Prove,
  React,
  Remove,
  Rename,
  Renew,
  Report,
  Typing,
  Vote,
} from './client-messages.ts';
