"""A whole client of ws-chat.v1, written from protocol/README.md alone. Section 20 is its plan."""

import json
import random
import time
import uuid
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from proof import solution
from timeline import Timeline
from websocket import ABNORMAL, NotOpened, WebSocket

OPEN_S = 10  # LIFE-4
DEAD_S = 40  # LIFE-4
HEALTHY_S = 10  # BACK-4
PAGE_S = 10  # GAP-2
BACKOFF_BASE_S, BACKOFF_CAP_S = 0.5, 20  # BACK-2
PATIENCE_S = 10  # A refused draft that must wait longer is given back.
PAGE_ENTRIES = 100

#: Section 15: RFC 6455 codes that say the two sides do not speak the same language.
HOPELESS = (1002, 1003, 1007, 1008, 1009, 1010)


class Client:
    """`step` does what is due and returns how long nothing will be; `tell` hears what happens."""

    def __init__(self, url, origin, tell):
        self._url = url
        self._origin = origin
        self._tell = tell
        self.timeline = Timeline()
        self.you = None
        self.here = None
        self.present = 0
        self.typing = []
        self.outbox = []
        self._name = None
        self._worked = None
        self._token = None
        self._socket = None
        self._state = "waiting"  # connecting happens in one step; then greeting, live, waiting or stopped
        self._due = 0.0
        self._tries = 0
        self._sent_off = 0
        self._welcomed_at = None
        self._heard_at = 0.0
        self._spread_s = 0.0
        self._sent = None
        self._may_send_at = 0.0
        self._asked = None
        self._asked_at = 0.0
        self._failures = 0
        self._wants_older = False
        self._ahead_s = 0.0

    @property
    def socket(self):
        return self._socket

    def name(self, name):
        self._name = name
        if self._state == "live":
            self._say({"type": "rename", "name": name})

    def act(self, act):
        """Puts a draft into the outbox: it goes out under the id that it gets now."""
        self.outbox.append({"draftId": uuid.uuid4().hex, **act})
        self._pump()

    def write_something(self, on):
        if self._state == "live":
            self._say({"type": "typing", "on": on})

    def load_older(self):
        self._wants_older = True
        self._ask()

    def later(self, seconds):
        """Lets time pass at once."""
        self._ahead_s += seconds

    def cut(self):
        """As a network does that goes away."""
        if self._socket:
            self._socket.end()
            self._closed(ABNORMAL, "")

    def step(self):
        now = self._now()
        if self._state == "waiting" and now >= self._due:
            self._open(now)
        if self._socket:
            self._socket.write()
            for heard in self._socket.read():
                if isinstance(heard, tuple):
                    self._closed(*heard)
                elif self._socket:
                    self._heard_at = self._now()
                    self._hear(json.loads(heard))
        self._look_at_clock(self._now())
        return self._rest(self._now())

    def _now(self):
        return time.monotonic() + self._ahead_s

    # The link.

    def _open(self, now):
        try:
            self._socket = WebSocket(self._url, self._origin, "ws-chat.v1", OPEN_S)
        except NotOpened:
            return self._not_opened()
        self._state, self._heard_at, self._due = "greeting", now, now + OPEN_S
        self._spread_s = 0.0
        hello = {"type": "hello"}
        if self._token:
            hello["token"] = self._token
        if self._name:
            hello["name"] = self._name
        if self.timeline.epoch:
            hello["since"] = self.timeline.since()
        self._say(hello)

    def _not_opened(self):
        """BACK-5: the answer to a refused upgrade is asked for."""
        denial = self._admission()
        if denial and denial.get("status") not in (429, 503):
            return self._stop(denial.get("code"), denial.get("sentence"))
        self._wait((denial or {}).get("retryAfterMs", 0) / 1000 + self._backoff_s())

    def _admission(self):
        url = self._url.replace("ws", "http", 1) + "/admission"
        try:
            with urlopen(Request(url, headers={"Origin": self._origin or ""}), timeout=OPEN_S):
                return None
        except HTTPError as error:
            try:
                return json.load(error)
            except ValueError:
                return None
        except OSError:
            return None

    def _backoff_s(self):
        longest = min(BACKOFF_CAP_S, BACKOFF_BASE_S * 2**self._tries)
        self._tries += 1
        return random.random() * longest

    def _closed(self, code, reason):
        self._socket = None
        now = self._now()
        if self._welcomed_at is not None and now - self._welcomed_at >= HEALTHY_S:
            self._tries = self._sent_off = 0
        self._welcomed_at = self._sent = self._asked = None
        if 4000 <= code < 4100 or code in HOPELESS:
            self._stop(code, reason)
        elif 4200 <= code < 4300 and self._sent_off < 3:
            self._sent_off += 1
            self._wait(random.random() * self._spread_s)
        else:
            self._wait(self._backoff_s())

    def _wait(self, seconds):
        self._state, self._due = "waiting", self._now() + seconds
        self._tell({"event": "waiting", "tries": self._tries})

    def _stop(self, code, sentence):
        self._state = "stopped"
        self._tell({"event": "stopped", "code": code, "sentence": sentence})

    def _rejoin(self):
        """GAP-2, HIST-3: at once the first time, and later than that if it happens again."""
        self._socket.close()
        self._closed(4200, "")

    def _look_at_clock(self, now):
        if self._state == "live" and now - self._heard_at > DEAD_S or self._state == "greeting" and now > self._due:
            self.cut()
        elif self._state == "live":
            self._pump()
            if self._asked and now - self._asked_at > PAGE_S:
                self._rejoin()

    def _rest(self, now):
        moments = [now + 1]
        if self._state == "waiting":
            moments.append(self._due)
        if self._state == "live" and self.outbox and not self._sent:
            moments.append(self._may_send_at)
        return max(0, min(moments) - now)

    def _say(self, message):
        self._socket.send(json.dumps(message, ensure_ascii=False))

    # What is heard.

    def _hear(self, message):
        kind = message.get("type")
        if kind == "welcome":
            self._welcome(message)
        elif "seq" in message and "at" in message:
            self._entry(message)
        elif kind == "accepted":
            self._settle(message["draftId"])
            self._pump()
        elif kind == "refused":
            self._refused(message)
        elif kind == "page":
            self._page(message)
        elif kind == "head":
            self.timeline.head(message["seq"])
            self._mind_gap()
        elif kind == "ping":
            self._say({"type": "pong"})
        elif kind == "presence":
            self._presence(message)
        elif kind == "typing":
            self.typing = [each["id"] for each in message["who"]]
        elif kind == "renamed":
            self.you = message["you"]
        elif kind == "goodbye":
            self._spread_s = message["spreadMs"] / 1000
        self._tell({"event": "heard", "type": kind})

    def _welcome(self, message):
        if self.you and self.you["id"] != message["you"]["id"]:
            # POST-8: these are no longer ours.
            for draft in self.outbox:
                self._tell({"event": "given-back", "draft": draft, "code": "another-participant"})
            self.outbox.clear()
        self.you, self._token = message["you"], message["token"]
        self.present = message["present"]
        self.here = {each["id"]: each["name"] for each in message["here"]} if "here" in message else None
        self.typing = []
        self.timeline.welcome(message)
        self._settle_echoes(message["entries"])
        self._state, self._welcomed_at = "live", self._now()
        self._failures = 0
        self._tell({"event": "live", "resumed": message["resumed"], "why": message.get("why")})
        self._pump()
        self._ask()

    def _entry(self, entry):
        self.timeline.entry(entry)
        self._settle_echoes([entry])
        self._mind_gap()

    def _settle_echoes(self, entries):
        """ENTRY-5: the echo is the entry, whatever became of the answer."""
        for entry in entries:
            if self.you and entry["from"]["id"] == self.you["id"]:
                self._settle(entry.get("draftId"))

    def _settle(self, draft_id):
        self.outbox = [draft for draft in self.outbox if draft["draftId"] != draft_id]
        if self._sent == draft_id:
            self._sent = None

    def _refused(self, message):
        """REF-1: what may pass goes again by itself; the rest is the person's."""
        if self._sent != message["draftId"]:
            return
        retry_s = message.get("retryAfterMs", 1e9) / 1000
        self._sent = None
        # PROOF-2: once for a draft; it was none if it is asked for again.
        challenge, worked = message.get("challenge"), self._worked
        self._worked = message["draftId"] if challenge else None
        found = challenge and worked != message["draftId"] and solution(challenge)
        if found:
            self._say({"type": "prove", "solution": found})
            return self._pump()
        if message.get("kind") == "retry" and retry_s <= PATIENCE_S:
            self._may_send_at = self._now() + retry_s
            return
        draft = next(each for each in self.outbox if each["draftId"] == message["draftId"])
        self.outbox.remove(draft)
        self._tell({"event": "given-back", "draft": draft, "code": message["code"]})
        self._pump()

    def _pump(self):
        """POST-7: one act at a time."""
        if self._state == "live" and self.outbox and not self._sent and self._now() >= self._may_send_at:
            self._sent = self.outbox[0]["draftId"]
            self._say(self.outbox[0])

    def _presence(self, message):
        self.present = message["count"]
        if "here" in message:
            self.here = {each["id"]: each["name"] for each in message["here"]}
        elif "came" in message or "gone" in message:
            if self.here is not None:
                self.here.update({each["id"]: each["name"] for each in message.get("came", [])})
                for participant in message.get("gone", []):
                    self.here.pop(participant, None)
        else:
            self.here = None

    # Pages: older ones as they are wanted, newer ones to fill a gap. HIST-3: one at a time.

    def _ask(self):
        if self._state != "live" or self._asked:
            return
        if self.timeline.has_gap:
            question = {"after": self.timeline.last}
        elif self._wants_older and self.timeline.more:
            question = {"before": self.timeline.oldest}
        else:
            return
        self._asked, self._asked_at = question, self._now()
        self._say({"type": "history", "limit": PAGE_ENTRIES, **question})

    def _page(self, page):
        self._asked = None
        if "before" in page:
            self._wants_older = False
            self.timeline.older(page)
        elif self.timeline.newer(page):
            self._failures = 0
        elif self.timeline.has_gap:
            return self._failed()
        self._settle_echoes(page["entries"])
        self._ask()

    def _mind_gap(self):
        if self.timeline.is_hopeless:
            self._rejoin()
        elif self.timeline.has_gap:
            self._ask()

    def _failed(self):
        self._asked = None
        self._failures += 1
        if self._failures >= 2:
            self._rejoin()
        else:
            self._ask()
