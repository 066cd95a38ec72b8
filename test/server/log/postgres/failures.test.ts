import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { LogDamaged, logFailure } from '../../../../server/log/postgres/failures.ts';
import { LogUnavailable } from '../../../../server/log/log.ts';

const where = 'db.example.com:5432/chat';

function answer(code: string): DatabaseError {
  return Object.assign(new DatabaseError('what Postgres says', 1, 'error'), { code });
}

describe('a failure of the log in Postgres', () => {
  it.each([
    ['28P01', /^Postgres at W does not let us in \(D\)\. Check user and password/],
    ['28000', /^Postgres at W does not let us in \(D\)\. Check user and password/],
    ['3D000', /^There is no such database at W \(D\)\. Make it/],
    ['42501', /^Postgres at W does not allow what the log needs \(D\)\. Make its user the owner/],
    ['42P01', /^The database W holds tables that are not those of ws-chat \(D\)\. Name a database/],
    ['53100', /^The disk of Postgres at W is full\. Free some space; the chat then goes on by itself\.$/],
    ['53200', /^Postgres at W has too little of what it needs \(D\)\. Give it more/],
    ['53300', /^Postgres at W has no connection left \(D\)\. Raise max_connections/],
    ['25006', /^Postgres at W takes no writes: .* Name the server that takes them/],
    ['57P01', /^Postgres at W is starting or stopping \(D\)\. The chat goes on by itself/],
    ['57P02', /^Postgres at W is starting or stopping \(D\)\. The chat goes on by itself/],
    ['57P03', /^Postgres at W is starting or stopping \(D\)\. The chat goes on by itself/],
    ['57014', /^Postgres at W ended what it was asked \(D\)\./],
    ['58030', /^The disk of Postgres at W failed \(D\)\. Check the disk/],
    ['08006', /^Postgres cannot be reached at W \(D\)\. Check that it runs/],
    ['XX001', /^The log in W is damaged \(D\)\. Stop the servers and restore/],
    ['XX002', /^The log in W is damaged \(D\)\. Stop the servers and restore/],
    ['23505', /^The log in W failed: D\.$/],
    ['40P01', /^The log in W failed: D\.$/],
  ])('that it calls %s is a sentence with its cure', (code, sentence) => {
    const failure = logFailure(where, answer(code));
    expect(failure).toBeInstanceOf(LogUnavailable);
    expect(failure instanceof LogDamaged).toBe(code.startsWith('XX'));
    expect(failure.message.replace(where, 'W').replace('what Postgres says', 'D')).toMatch(sentence);
  });

  it('on the way to it says what is in the way', () => {
    const refused = Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' });
    expect(logFailure(where, refused).message).toBe(
      `Postgres cannot be reached at ${where} (ECONNREFUSED). Check that it runs, and its address; the chat goes on by itself once it answers.`,
    );
    expect(logFailure(where, new Error('timeout expired')).message).toMatch(/\(timeout expired\)/);
  });

  it('that is a sentence already stays as it is', () => {
    const sentence = new LogUnavailable('Buy a disk.');
    expect(logFailure(where, sentence)).toBe(sentence);
  });
});
