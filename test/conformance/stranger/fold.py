"""What a client shows: section 7 of the specification. Entries in, lines out."""


def fold(entries):
    """The lines that these entries, unbroken and in order of seq, amount to."""
    lines = {}
    for entry in entries:
        kind = entry["type"]
        if kind == "message":
            lines[entry["seq"]] = _message(entry)
        elif kind == "notice":
            lines[entry["seq"]] = {
                "type": "notice",
                "seq": entry["seq"],
                "from": entry["from"]["id"],
                "text": entry["text"],
                "removed": bool(entry.get("removed")),
            }
        elif "ref" in entry:
            # FOLD-6: a message that is not held yet comes with an older page, and all is folded again.
            message = lines.get(entry["ref"])
            if message and message["type"] == "message":
                if kind == "edit" and entry.get("restored") and not entry.get("removed"):
                    _restore(message, entry)
                elif not message["removed"]:
                    _change(message, entry)
    return [_shown(line) for line in lines.values()]


def _message(entry):
    message = {
        "type": "message",
        "seq": entry["seq"],
        "from": entry["from"]["id"],
        **_untouched(entry),
    }
    if entry.get("removed"):
        _remove(message)
    return message


def _untouched(entry):
    asked = {"options": entry["options"], "votes": {}, "ended": False} if "options" in entry else None
    return {
        "text": entry["text"],
        "replyTo": entry.get("replyTo"),
        "edited": False,
        "pinned": False,
        "removed": False,
        "reactions": {},
        **({"poll": asked} if asked else {}),
    }


def _change(message, entry):
    kind = entry["type"]
    if kind == "removal" or (kind == "edit" and entry.get("removed")):
        _remove(message)
    elif kind == "edit":
        message["text"], message["edited"] = entry["text"], True
    elif kind == "pin":
        message["pinned"] = entry["on"]
    elif kind == "vote" and "poll" in message:
        # FOLD-10: the newest of each counts.
        votes = message["poll"]["votes"]
        votes.pop(entry["from"]["id"], None)
        if "option" in entry:
            votes[entry["from"]["id"]] = entry["option"]
    elif kind == "poll-end" and "poll" in message:
        message["poll"]["ended"] = True
    elif kind == "reaction":
        # FOLD-4: both are kept in the order in which they came on.
        people = message["reactions"].setdefault(entry["emoji"], {})
        if entry["on"]:
            people[entry["from"]["id"]] = True
        else:
            people.pop(entry["from"]["id"], None)
        if not people:
            del message["reactions"][entry["emoji"]]


def _restore(message, entry):
    # FOLD-9: whatever came before counts no more.
    message.update(_untouched(entry))


def _remove(message):
    message.update(text="", replyTo=None, edited=False, pinned=False, removed=True, reactions={})
    message.pop("poll", None)


def _shown(line):
    if line["type"] == "message":
        line["reactions"] = [[emoji, list(people)] for emoji, people in line["reactions"].items()]
    return line
