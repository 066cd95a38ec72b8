"""The work of newcomers (PROOF-1)."""

from hashlib import sha256


def solution(challenge):
    """The challenge as it was told, with the number that gives it."""
    said = {key: challenge[key] for key in ("algorithm", "challenge", "salt", "signature")}
    for number in range(challenge["maxnumber"] + 1):
        if sha256(f"{challenge['salt']}{number}".encode()).hexdigest() == challenge["challenge"]:
            return {**said, "number": number}
    return None
