// What is said to nobody ends nobody: a terminal may be closed while the server runs, and a pipe may lose its reader.

/** To be called once, before anything is said. */
export function outliveReaders({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>): void {
  for (const stream of [stdout, stderr]) stream.on('error', () => {});
}
