// Settings of the server that hold in our sessions.

/** Plans are made once, and their making is not worth a compiler. */
export const planned = { plan_cache_mode: 'force_generic_plan', jit: 'off' };

/** Whatever the server guesses while it knows little of the tables: all is looked up by a key. */
export const byKey = { ...planned, enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off' };

/**
 * What the server does about a node that vanished: it holds on to no room that was locked, and to no backend,
 * for longer than this.
 */
export function leaving(afterMs: number) {
  return {
    idle_in_transaction_session_timeout: `${afterMs}`,
    client_connection_check_interval: `${afterMs}`,
    tcp_user_timeout: `${afterMs}`,
    tcp_keepalives_idle: `${Math.ceil(afterMs / 1_000)}`,
    tcp_keepalives_interval: '2',
    tcp_keepalives_count: '5',
    idle_session_timeout: '0',
  };
}

/** A commit that is cancelled while it waits for a standby is told as done: nothing may cancel here. */
export const uncancelled = { statement_timeout: '0', lock_timeout: '0', transaction_timeout: '0' };
