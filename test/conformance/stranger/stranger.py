"""A client of ws-chat.v1 that knows its specification alone, to be driven by another program.

    python3 stranger.py <ws-url> [origin]

Reads commands as JSON lines and writes events as JSON lines:
    {"do": "act", "act": {"type": "post", "text": "…"}}    into the outbox
    {"do": "name", "name": "…"}    {"do": "typing", "on": true}    {"do": "older"}    {"do": "cut"}
    {"do": "later", "seconds": 10}    lets time pass at once
    {"do": "view"}    answered by {"event": "view", "lines": …, "last": …, "drafts": …, …}
Ends with its input.
"""

import json
import os
import select
import sys

from client import Client
from fold import fold


def tell(event):
    sys.stdout.write(json.dumps(event, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def obey(client, command):
    what = command["do"]
    if what == "act":
        client.act(command["act"])
    elif what == "name":
        client.name(command["name"])
    elif what == "typing":
        client.write_something(command["on"])
    elif what == "older":
        client.load_older()
    elif what == "cut":
        client.cut()
    elif what == "later":
        client.later(command["seconds"])
    elif what == "view":
        tell(view(client))


def view(client):
    timeline = client.timeline
    return {
        "event": "view",
        "lines": fold(timeline.entries),
        "first": timeline.oldest,
        "last": timeline.last,
        "more": timeline.more,
        "drafts": len(client.outbox),
        "you": client.you,
        "here": client.here,
        "present": client.present,
        "typing": client.typing,
    }


def main(url, origin=None):
    client = Client(url, origin, tell)
    commands = b""
    while True:
        rest = client.step()
        readers = [sys.stdin] + ([client.socket] if client.socket else [])
        writers = [client.socket] if client.socket and client.socket.wants_to_write else []
        readable, _, _ = select.select(readers, writers, [], rest)
        if sys.stdin in readable:
            # Past the buffer of `sys.stdin`, which `select` does not see.
            data = os.read(sys.stdin.fileno(), 1 << 16)
            if not data:
                return
            *lines, commands = (commands + data).split(b"\n")
            for line in lines:
                obey(client, json.loads(line))


if __name__ == "__main__":
    main(*sys.argv[1:])
