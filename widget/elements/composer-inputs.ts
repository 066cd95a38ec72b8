// What of the conversation the composer is given, thing by thing.
import { isFull } from '../outbox/outbox.ts';
import { crowd } from '../presence/crowd.ts';
import type { Closed } from './closed-template.ts';
import type { Conversation } from './conversation-template.ts';
import { enComposer } from '../locales/en-composer.ts';

export interface Written extends Conversation {
  /** What there is to say of the connection. */
  readonly status: unknown;
  readonly closed: Closed | undefined;
}

export function inputsOf(written: Written) {
  const { state, strings, choices, server, room, callable } = written;
  const { you, drafts, writers, present } = state;
  // In a crowd nobody wants to know who writes.
  const heard = present > crowd ? [] : writers.filter(({ id }) => !choices.muted.has(id));
  return {
    placeholder: written.placeholder ?? { ...enComposer, ...strings }.write(written.heading),
    name: you?.name ?? written.name ?? '',
    named: state.named,
    nameAnswer: state.naming,
    renames: !state.signIn && (!you || state.may.includes('rename')),
    maxCharacters: state.limits.textCharacters,
    status: written.status,
    about: written.about,
    writers: heard.map(({ name }) => name),
    full: isFull(drafts),
    waitUntil: state.waitUntil,
    closed: written.closed,
    draftKey: `${server} ${room}`,
    people: callable.people,
    can: state.may,
    rank: you?.role,
    mode: state.mode,
    sendsBy: choices.sendsBy,
    strings,
  };
}
