// The page's origin, which the server under test must admit.

export const site = process.env.CONFORMANCE_ORIGIN ?? 'https://site.example';

/** One that it must not admit. */
export const foreignSite = 'https://foreign.invalid';
