// A desk of the console, and the server behind it as a test has it answer.
import type { ConsoleRefusal, Staff } from '../../../protocol/console.ts';
import { Api } from '../../../widget/console/api.ts';
import { defineConsole } from '../../../widget/console/define.ts';
import type { Desk } from '../../../widget/console/desk.ts';
import type { Page } from '../../../widget/console/page.ts';
import { RoomKeeper } from '../../../widget/console/room-keeper.ts';
import { strings } from '../../../widget/console/strings.ts';
import { sentenceOf } from '../../../widget/console/trouble.ts';
import { createTimes } from '../../../widget/elements/times.ts';
import { MemoryDraftKeep } from './memory-draft-keep.ts';
import { MemoryKeep } from './memory-keep.ts';
import { createPart } from './parts.ts';
import { createPlace, rendered } from './stage.ts';
import { VirtualSurroundings } from './virtual-surroundings.ts';

defineConsole();

export const mara: Staff = { id: 's.mara', name: 'Mara', role: 'owner', since: 1_790_000_000_000 };

interface Asked {
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly token: string | null;
}

/** Answers by `METHOD path`; what has no answer is not found. */
export class StandInServer {
  readonly asked: Asked[] = [];
  readonly answers = new Map<string, unknown>();

  readonly fetch: typeof fetch = (input, init) => {
    const url = new URL(input as URL);
    const route = `${init?.method} ${url.pathname.replace('/console/api/', '')}`;
    this.asked.push({
      route,
      query: Object.fromEntries(url.searchParams),
      body: typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined,
      token: new Headers(init?.headers).get('Authorization'),
    });
    const answer = this.answers.get(route) ?? refusal(404, 'not-found', 'There is nothing here.');
    if (answer instanceof TypeError) return Promise.reject(answer);
    if (answer instanceof Response) return Promise.resolve(answer.clone());
    return Promise.resolve(Response.json(answer));
  };

  /** What was asked by this route, the latest first. */
  last(route: string): Asked | undefined {
    return this.asked.findLast((one) => one.route === route);
  }
}

export function refusal(
  status: number,
  code: ConsoleRefusal['code'],
  sentence: string,
  field?: string,
): Response {
  return Response.json({ code, sentence, ...(field !== undefined && { field }) }, { status });
}

export class DeskUnderTest {
  readonly server = new StandInServer();
  readonly surroundings = new VirtualSurroundings();
  readonly said: string[] = [];
  /** What takes back what was said last. */
  undo: (() => void) | undefined;
  readonly desk: Desk;

  constructor(may: readonly string[] = []) {
    const api = new Api({
      address: 'https://chat.example/console/api/',
      token: () => 'token',
      renew: () => Promise.resolve(false),
      fetch: this.server.fetch,
    });
    this.desk = {
      server: 'https://chat.example/',
      strings,
      times: createTimes('en', () => this.surroundings.time()),
      api,
      you: mara,
      may,
      drafts: new Map(),
      keeper: (room) =>
        new RoomKeeper({
          server: 'https://chat.example/',
          room,
          surroundings: this.surroundings,
          keep: new MemoryKeep(),
          draftKeep: new MemoryDraftKeep(),
        }),
      say: (sentence, undo) => {
        this.said.push(sentence);
        this.undo = undo;
      },
      sentenceOf: (error) => sentenceOf(error, strings),
    };
  }

  /** A surface in the page, as the console has it: within one shadow root. */
  async show<P extends Page>(name: string, type: new () => P, properties: Partial<P>): Promise<P> {
    const part = createPart(name, type);
    Object.assign(part, { desk: this.desk }, properties);
    const place = createPlace();
    place.attachShadow({ mode: 'open' }).append(part);
    await rendered(part);
    return part;
  }
}

/** A key as the focused element hears it. */
export function press(target: Element, key: string): void {
  target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true }),
  );
}

/** What stands there, with single spaces. */
export function textOf(element: Element | null): string {
  return element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}
