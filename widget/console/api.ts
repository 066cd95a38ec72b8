// The console's HTTP, each route by its name. What comes back is what was asked for, or trouble in words.
import type {
  AddStaff,
  AuditPage,
  ConsoleRefusal,
  ConsoleSession,
  ConsoleSettings,
  Erased,
  ExportRoom,
  LetterPage,
  ListAudit,
  ListLetters,
  ListRestraints,
  ListRooms,
  MatrixPart,
  OpenSession,
  RenewedSession,
  RestraintPage,
  RoomList,
  RulesPart,
  SearchPage,
  SearchRoom,
  SetRetention,
  StaffLink,
  StaffList,
  Trial,
  TrialVerdict,
  WebhookList,
} from '../../protocol/console.ts';
import { Trouble } from './trouble.ts';

export interface ApiOptions {
  /** Where the routes are, with a slash at the end. */
  readonly address: string;
  /** Undefined where nobody is signed in. */
  readonly token: () => string | undefined;
  /** Gets a fresh token; false where the session is over. */
  readonly renew: () => Promise<boolean>;
  readonly fetch?: typeof fetch;
}

type Query = Readonly<Record<string, string | number | undefined>>;

interface Request {
  readonly query?: Query | undefined;
  readonly body?: unknown;
  /** Without a token: what makes one. */
  readonly bare?: boolean;
}

export class Api {
  readonly #options: ApiOptions;

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  openSession(body: OpenSession): Promise<ConsoleSession> {
    return this.#json('POST', 'session', { body, bare: true });
  }

  renewSession(renewal: string): Promise<RenewedSession> {
    return this.#json('POST', 'session/renew', { body: { renewal }, bare: true });
  }

  async endSession(): Promise<void> {
    await this.#ask('DELETE', 'session');
  }

  staff(): Promise<StaffList> {
    return this.#json('GET', 'staff');
  }

  addStaff(body: AddStaff): Promise<StaffLink> {
    return this.#json('POST', 'staff', { body });
  }

  linkStaff(id: string): Promise<StaffLink> {
    return this.#json('POST', `staff/${encodeURIComponent(id)}/link`);
  }

  async revokeStaff(id: string): Promise<void> {
    await this.#ask('DELETE', `staff/${encodeURIComponent(id)}`);
  }

  rooms(query: ListRooms = {}): Promise<RoomList> {
    return this.#json('GET', 'rooms', { query });
  }

  search(room: string, query: SearchRoom): Promise<SearchPage> {
    return this.#json('GET', `rooms/${room}/search`, { query });
  }

  restraints(room: string, query: ListRestraints = {}): Promise<RestraintPage> {
    return this.#json('GET', `rooms/${room}/restraints`, { query });
  }

  /** Of one room, or what was done over all of them. */
  audit(room: string | undefined, query: ListAudit = {}): Promise<AuditPage> {
    return this.#json('GET', within(room, 'audit'), { query });
  }

  settings(room: string | undefined): Promise<ConsoleSettings> {
    return this.#json('GET', within(room, 'settings'));
  }

  setPermissions(room: string | undefined, body: MatrixPart): Promise<ConsoleSettings> {
    return this.#json('PUT', within(room, 'permissions'), { body });
  }

  setRules(room: string | undefined, body: RulesPart): Promise<ConsoleSettings> {
    return this.#json('PUT', within(room, 'rules'), { body });
  }

  setRetention(room: string | undefined, body: SetRetention): Promise<ConsoleSettings> {
    return this.#json('PUT', within(room, 'retention'), { body });
  }

  tryText(room: string | undefined, body: Trial): Promise<TrialVerdict> {
    return this.#json('POST', within(room, 'try'), { body });
  }

  webhooks(): Promise<WebhookList> {
    return this.#json('GET', 'webhooks');
  }

  letters(query: ListLetters = {}): Promise<LetterPage> {
    return this.#json('GET', 'webhooks/letters', { query });
  }

  async retryLetter(id: number): Promise<void> {
    await this.#ask('POST', `webhooks/letters/${id}/retry`);
  }

  async exportRoom(room: string, query: ExportRoom): Promise<Blob> {
    return (await this.#ask('GET', `rooms/${room}/export`, { query })).blob();
  }

  async exportPerson(id: string): Promise<Blob> {
    return (await this.#ask('GET', `people/${encodeURIComponent(id)}/export`)).blob();
  }

  erasePerson(id: string): Promise<Erased> {
    return this.#json('DELETE', `people/${encodeURIComponent(id)}`);
  }

  async #json<T>(method: string, path: string, request?: Request): Promise<T> {
    const response = await this.#ask(method, path, request);
    try {
      return (await response.json()) as T;
    } catch {
      throw new Trouble('unreadable', '');
    }
  }

  /** A token that ran out is renewed once, and the same is asked again. */
  async #ask(method: string, path: string, request: Request = {}): Promise<Response> {
    const response = await this.#send(method, path, request);
    if (response.ok) return response;
    if (response.status === 401 && !request.bare && (await this.#options.renew())) {
      const again = await this.#send(method, path, request);
      if (again.ok) return again;
      throw await troubleOf(again);
    }
    throw await troubleOf(response);
  }

  async #send(method: string, path: string, { query = {}, body, bare }: Request): Promise<Response> {
    const { address, token, fetch: send = fetch } = this.#options;
    const url = new URL(path, address);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
    const bearer = bare ? undefined : token();
    try {
      return await send(url, {
        method,
        credentials: 'omit',
        cache: 'no-store',
        headers: {
          ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch {
      throw new Trouble('unreachable', '');
    }
  }
}

function within(room: string | undefined, path: string): string {
  return room === undefined ? path : `rooms/${room}/${path}`;
}

/** A gateway on the way may answer too, in words of its own. */
async function troubleOf(response: Response): Promise<Trouble> {
  const refusal = (await response.json().catch(() => ({}))) as Partial<ConsoleRefusal>;
  return new Trouble(refusal.code ?? `status-${response.status}`, refusal.sentence ?? '', refusal.field);
}
