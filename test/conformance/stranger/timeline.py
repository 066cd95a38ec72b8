"""What a client holds of a room's log: an unbroken run of entries, and what waits for a gap to be filled."""

#: GAP-1
MOST_HELD = 500

#: RESUME-1
TAIL = 8


class Timeline:
    def __init__(self):
        self.epoch = None
        self.last = 0
        self.entries = []
        self.more = False
        self._held = {}
        self._known_head = 0

    def welcome(self, message):
        self.epoch = message["epoch"]
        self._held.clear()
        self._known_head = 0
        if not message["resumed"]:
            # RESUME-3: what was held is replaced. ENTRY-2: `last` is where the entries end, or would.
            self.entries, self.more = [], message["more"]
            first = message["entries"][0]["seq"] if message["entries"] else message["head"] + 1
            self.last = first - 1
        for entry in message["entries"]:
            self.entry(entry)

    def since(self):
        tail = [entry["draftId"] for entry in self.entries[-TAIL:] if "draftId" in entry]
        return {"epoch": self.epoch, "seq": self.last, "tail": tail}

    def entry(self, entry):
        """ENTRY-3: drops it, takes it, or holds it."""
        if entry["seq"] <= self.last:
            return
        if entry["seq"] > self.last + 1:
            self._held[entry["seq"]] = entry
            return
        self.entries.append(entry)
        self.last = entry["seq"]
        while self.last + 1 in self._held:
            following = self._held.pop(self.last + 1)
            self.entries.append(following)
            self.last = following["seq"]

    def head(self, seq):
        self._known_head = max(self._known_head, seq)

    @property
    def has_gap(self):
        return bool(self._held) or self._known_head > self.last

    @property
    def is_hopeless(self):
        return len(self._held) > MOST_HELD

    def newer(self, page):
        """HIST-2: a page that was asked for by `after` is put in only where it joins; returns whether it brought us on."""
        before = self.last
        if page["after"] > before:
            return False
        for entry in page["entries"]:
            self.entry(entry)
        return self.last > before and (page["more"] or not self.has_gap)

    def older(self, page):
        """HIST-2: a page that was asked for by `before` is put in only where it joins."""
        if page["before"] != self.oldest:
            return
        self.entries[:0] = page["entries"]
        self.more = page["more"]

    @property
    def oldest(self):
        return self.entries[0]["seq"] if self.entries else self.last + 1
