// The clocks of the wire, in milliseconds. Both sides must agree on these, so they live here.

/** A connection that has not said `hello` after this is closed (4101). */
export const helloTimeoutMs = 5_000;

/** After this long without a frame from the client the server sends `ping`. */
export const silenceMs = 25_000;

/** Time for the answer to a `ping`; then the connection is closed (4102). */
export const answerMs = 10_000;

/** Time for a socket to open and to be welcomed, as the client sees it. */
export const openMs = 10_000;

/** A client that heard nothing for this long takes the connection for dead. */
export const deadAfterMs = silenceMs + answerMs + 5_000;

/** Answer time when the client asks, after coming online or into view. */
export const probeMs = 5_000;

/** A connection this old was healthy: the next trouble starts from the shortest wait. */
export const healthyAfterMs = 10_000;

/** Shortest and longest wait before a reconnect, before jitter. */
export const backoffBaseMs = 500;
export const backoffCapMs = 20_000;

/** Presence is told at most this often, and in a crowd, which nobody counts, less often. */
export const presenceEveryMs = 1_000;
export const crowdPresenceEveryMs = 5_000;

/** Who is said to be typing is so for this long, unless it is said again. */
export const typingMs = 6_000;

/** Who types is told at most this often; a client says it at most every three seconds. */
export const typingEveryMs = 500;
export const typingRepeatMs = 3_000;

/** A member's token is good for so much longer than it says: clocks differ. */
export const tokenToleranceMs = 30_000;
