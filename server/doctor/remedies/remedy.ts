// What is to be changed in a proxy, by its name. Each proxy has a table of its own beside this file.

export const remedyNames = [
  'reaching',
  'path-kept',
  'path-taken',
  'version',
  'upgrade',
  'handshake-headers',
  'host',
  'silence',
  'buffering',
  'compression',
  'body',
  'certificate',
  'encryption',
  'script-headers',
  'page-headers',
  'challenge',
] as const;

export type RemedyName = (typeof remedyNames)[number];

/** What stands in the lines that are shown. */
export interface Place {
  /** Of the chat, as in chat.example.com. */
  readonly host: string;
  /** Under which it is reached, as in /chat; empty where it is all of the site. */
  readonly path: string;
}

/** Lines of a proxy's configuration; none where it has nothing of the kind to set. */
export type Remedies = Readonly<Partial<Record<RemedyName, (place: Place) => string>>>;
