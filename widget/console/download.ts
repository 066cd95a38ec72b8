// Hands a file to the person, as their browser saves files.

export function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has begun by then; what stays would stay in memory.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
