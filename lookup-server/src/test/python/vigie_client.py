"""A small client of Vigie, written from docs/protocol.md alone, with nothing but Python's standard library.

python3 vigie_client.py HOST PORT NUMBER [STATE] asks for one document, prints verdict, complete, freshness and record ids.
Exit code 0: answered. 1: an ERROR, or an answer that cannot be trusted, with its code. 2: wrong usage.
"""
import socket
import struct
import sys

HEADER = struct.Struct(">IBBHII")              # length, version, kind, flags, correlation, budget
VERSION, FRAME_BYTES_MAX, TIMEOUT_SECONDS = 1, 1 << 20, 5
HELLO, WELCOME, ERROR, ASK, ANSWER = 1, 2, 6, 16, 17
VARINT, FIXED64, LENGTH, FIXED32 = 0, 1, 2, 5  # wire types
VERDICTS = {1: "NO_HIT", 2: "HIT", 3: "POSSIBLE", 4: "PARTIAL", 5: "INVALID", 6: "REFUSED", 7: "UNAVAILABLE"}
ANSWERED = ("NO_HIT", "HIT", "POSSIBLE", "PARTIAL")
FRESHNESS = {1: "FRESH", 2: "STALE"}
CODES = {
    1: "BAD_FRAME", 2: "FRAME_TOO_LARGE", 3: "UNSUPPORTED_VERSION", 4: "UNKNOWN_KIND", 5: "BAD_PAYLOAD",
    6: "EXPECTED_HELLO", 7: "UNEXPECTED_KIND", 20: "INVALID_VALUE", 21: "MISSING_VALUE", 22: "UNKNOWN_VALUE",
    23: "NOT_FOUND", 24: "NOT_ALLOWED", 40: "OVERLOADED", 41: "TOO_MANY_IN_FLIGHT", 42: "DRAINING",
    43: "DEADLINE_EXCEEDED", 44: "NOT_READY", 45: "RATE_EXCEEDED", 60: "INTERNAL", 61: "DAMAGED",
    62: "AUDIT_FAILED", 63: "DATASET_UNAVAILABLE"}


class Failed(Exception):
    """No answer, or none that may be believed: never "nothing known"."""


def varint(number):
    encoded = bytearray()
    while number > 0x7F:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(encoded + bytes([number]))


def field(number, value):
    if isinstance(value, int):
        return varint(number << 3 | VARINT) + varint(value)
    content = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | LENGTH) + varint(len(content)) + content


def read_varint(data, at):
    number = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            break
        number |= (data[at] & 0x7F) << shift
        at += 1
        if data[at - 1] < 0x80:
            return number, at
    raise Failed("EMPTY_ANSWER: a varint without end")


def fields(data):
    """Every field of a message: number to the list of its values; the meaning is up to the caller."""
    found, at = {}, 0
    while at < len(data):
        key, at = read_varint(data, at)
        if key & 7 == VARINT:
            value, at = read_varint(data, at)
        else:
            size = {FIXED64: 8, FIXED32: 4}.get(key & 7)
            if key & 7 == LENGTH:
                size, at = read_varint(data, at)
            if size is None or at + size > len(data):
                raise Failed("EMPTY_ANSWER: the payload cannot be read")
            value, at = data[at:at + size], at + size
        found.setdefault(key >> 3, []).append(value)
    return found


def last(message, number, default):
    return message.get(number, [default])[-1]


def text(message, number):
    return last(message, number, b"").decode()


def send(connection, kind, correlation, payload):
    header = HEADER.pack(HEADER.size - 4 + len(payload), VERSION, kind, 0, correlation, 0)
    connection.sendall(header + payload)


def receive(stream):
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        raise Failed("CONNECTION_LOST")
    length, version, kind, _, correlation, _ = HEADER.unpack(header)
    if version != VERSION or not HEADER.size - 4 <= length <= FRAME_BYTES_MAX - 4:
        raise Failed("BAD_FRAME")
    payload = stream.read(length - (HEADER.size - 4))
    if len(payload) < length - (HEADER.size - 4):
        raise Failed("CONNECTION_LOST")
    return kind, correlation, payload


def awaited(stream, kind, correlation):
    """The payload of the answer to one request; whatever else may come in between is passed over."""
    while True:
        got, about, payload = receive(stream)
        if got == ERROR and about in (0, correlation):
            raise Failed(shown(fields(payload)))
        if about == correlation:
            if got != kind:
                raise Failed(f"EMPTY_ANSWER: kind {got} (expected: {kind})")
            return payload


def shown(error):
    code = last(error, 1, 0)
    return f"{CODES.get(code, code)}: {text(error, 2)} {text(error, 3)}".strip()


def ask(host, port, number, state):
    document = field(1, number) + (field(2, state) if state else b"")
    with socket.create_connection((host, port), TIMEOUT_SECONDS) as connection, connection.makefile("rb") as stream:
        send(connection, HELLO, 1, field(1, "vigie_client.py/1") + field(2, VERSION) + field(3, VERSION))
        awaited(stream, WELCOME, 1)
        send(connection, ASK, 2, field(1, "python-1") + field(3, document))
        return fields(awaited(stream, ANSWER, 2))


def report(answer):
    verdict = VERDICTS.get(last(answer, 2, 0))
    complete = last(answer, 3, 0) == 1
    freshness = FRESHNESS.get(last(answer, 8, 0), "UNSPECIFIED")
    if verdict is None or verdict == "NO_HIT" and not (complete and freshness == "FRESH"):
        raise Failed("EMPTY_ANSWER: no verdict that counts")
    if verdict not in ANSWERED:
        raise Failed(f"{verdict} {shown(fields(last(answer, 10, b'')))}")
    ids = [text(fields(hit), 1) for hit in answer.get(4, [])]
    return " ".join([verdict, f"complete={str(complete).lower()}", f"freshness={freshness}", *ids])


def main(arguments):
    if len(arguments) not in (3, 4) or not arguments[1].isdigit():
        print(__doc__, file=sys.stderr)
        return 2
    host, port, number, state = (arguments + [""])[:4]
    try:
        print(report(ask(host, int(port), number, state)))
        return 0
    except Failed as failed:
        print(failed, file=sys.stderr)
    except (OSError, ValueError) as broken:
        print(f"CONNECTION_LOST: {broken}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
