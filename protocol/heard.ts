// A header by which the server tells, with ADMIT-1, how a request came to it: only it knows what a proxy made of it.

/** As in `HTTP/1.1`. */
export const heardHeader = 'Ws-Chat-Heard';
