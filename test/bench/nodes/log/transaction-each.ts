// The peer: a transaction for each message over a pool of connections, as one writes it with `pg`. It uses the
// log's own tables and keeps the same promises: a draft is kept once, seqs have no hole, a commit is on disk.
import { Pool } from 'pg';
import { sumOf } from '../../../../server/log/entry-row.ts';
import type { DraftRecord } from '../../../../server/log/log.ts';
import { openPostgresLog } from '../../../../server/log/postgres/postgres-log.ts';
import type { Poster } from './poster.ts';

/** More would only wait longer for the room's row, which one transaction at a time holds. */
const connections = 16;

/** What Postgres says of a draft that is there. */
const uniqueViolation = '23505';

export class TransactionEach implements Poster {
  readonly #pool: Pool;

  /** In a schema of its own, whose tables the log makes; the room is made beforehand, so that a post need not look for it. */
  static async open(address: string, room: string): Promise<TransactionEach> {
    await (await openPostgresLog(address)).close();
    const each = new TransactionEach(address);
    await each.#pool.query('INSERT INTO room (name) VALUES ($1)', [room]);
    const { rows } = await each.#pool.query<{ how: string }>(
      `SELECT current_setting('synchronous_commit') || current_setting('fsync') AS how`,
    );
    if (rows[0]!.how === 'onon') return each;
    await each.close();
    throw new Error('This Postgres keeps less than the log does.');
  }

  private constructor(address: string) {
    this.#pool = new Pool({ connectionString: address, max: connections });
  }

  async post(draft: DraftRecord): Promise<number> {
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN');
      const values = [draft.room];
      const { rows } = await client.query<{ id: string; head: string }>({ ...nextSeq, values });
      const [room, seq] = [Number(rows[0]!.id), Number(rows[0]!.head)];
      await client.query({ ...keep, values: valuesOf(room, seq, draft) });
      await client.query('COMMIT');
      return seq;
    } catch (error) {
      await client.query('ROLLBACK');
      if ((error as { code?: string }).code !== uniqueViolation) throw error;
      const values = [draft.room, draft.participant, draft.draftId];
      const { rows } = await client.query<{ seq: string }>({ ...find, values });
      return Number(rows[0]!.seq);
    } finally {
      client.release();
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

function valuesOf(room: number, seq: number, draft: DraftRecord): readonly unknown[] & unknown[] {
  const { kind, participant, draftId, at, author, body, ref = null } = draft;
  const sum = sumOf(room, seq, kind, participant, draftId, at, author, body, ref);
  return [room, seq, kind, participant, draftId, at, author, body, ref, sum];
}

/** Holds the room's row until the commit, so that seqs are in the order of commits. */
const nextSeq = {
  name: 'next_seq',
  text: 'UPDATE room SET head = head + 1 WHERE name = $1 RETURNING id, head',
};

const keep = {
  name: 'keep',
  text: `INSERT INTO entry (room, seq, kind, participant, draft, at, author, body, ref, sum)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
};

const find = {
  name: 'find',
  text: `SELECT entry.seq FROM entry JOIN room ON room.id = entry.room
         WHERE room.name = $1 AND participant = $2 AND draft = $3`,
};
