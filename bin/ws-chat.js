#!/usr/bin/env node
// Checks the Node before anything newer than it is loaded.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 13)) await import('../dist/server/main.js');
else {
  console.error(
    `ws-chat needs Node 22.13 or newer, and this is ${process.versions.node}. Install a newer one from your system's packages or with a version manager.`,
  );
  process.exitCode = 1;
}
