/** From here on it is a crowd: who comes, goes or types is no news in it any more. */
export const crowd = 20;
