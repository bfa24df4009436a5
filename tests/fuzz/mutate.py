"""Damage done to a valid file: to its bytes, to the bytes of one part inside a package, to what its cells hold."""

import io
import json
import random
import re
import zipfile
from collections.abc import Iterator
from typing import Any

HOSTILE = (
    "=cmd|'/C calc'!A0", "+1", "-1", "@SUM(1)", '=HYPERLINK("http://a","b")', "{{ 7*7 }}", "{% raw %}", "{_{ 1 }_}",
    "</w:t>", "&", "<", "]]>", "<!--", "\u202e", "\u200b", "\ufeff", "\u2028", "𠮷", "👩‍👧", "_x000D_", "_x0007_",
    "_xD800_", "_xFFFE_", "\x1b[31m", "../../a", "CON", "NaN", "inf", "1e999", "-0", "9" * 400, "9" * 5000, "٣", "²", "Ⅷ", "1_000",
    "99999999999999999999", "0x1F", "2020年13月45日", "2020-02-30", "", " ", "\n", "\t", "甲" * 3000, "XFD1048576",
    "A0", "$A$1", "A1:XFD1048576", "true", "#N/A", "第99999999999999999999项", "一" * 50, "年月日", "％", "—",
    "办公室:lead", "牵头（）", "（" * 60, "、" * 60, "[tag]", "{" * 60, "\x00", "\x85", "%s%n", "1.", "0", "-2147483649",
)  # fmt: skip
_TOKENS = (
    b"<", b">", b"</", b"/>", b"\x00", b"\xff\xfe", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"%PDF-", b"]]>", b"<![CDATA[",
    b'<?xml version="1.0" encoding="utf-16"?>', b'encoding="gbk"', b"<!DOCTYPE a>", b"&amp;", b"&#0;", b"&#xD800;", b"&lt;",
    b"endobj", b"stream", b"<<", b">>", b"[", b"obj", b"\r\n", b"\xef\xbb\xbf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"=", b'"',
    b'"""', b"'", b"\\", b"1979-05-27", b"[[a]]", b"<table>", b"</td>", b"colspan=99999999", b"<br>" * 30, b"charset=utf-7",
)  # fmt: skip
_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"255",
    b"65536",
    b"2147483647",
    b"2147483648",
    b"4294967295",
    b"9" * 25,
    b"1e308",
    b"",
    b"x",
    b"1.5",
)
_TAGS = re.compile(rb"<[^<>]*>")
_ATTRIBUTES = re.compile(rb'[\w:]+="[^"]*"')
_VALUES = re.compile(rb'="([^"<]*)"')
_TEXTS = re.compile(rb">([^<>]+)<")
_DIGITS = re.compile(rb"\d+")
_ADDRESSES = re.compile(rb'(?<= r=")[A-Z]+\d+(?=")')
_ADDRESS_WORDS = (b"A1", b"XFD1048576", b"ZZZ1", b"A0", b"A20001", b"A99999999", b"a1", b"1A", b"", b"IV65536", b"GS1")


def mutated(content: bytes, chance: random.Random, *, other: bytes = b"") -> bytes:
    """The file with one to four damages; a package is damaged inside in three of four cases, so that it still opens."""
    if content.startswith(b"{\n") and chance.random() < 0.75:
        content = _in_json(content, chance)
        return content if chance.random() < 0.95 else _bytes(content, chance, other)
    if content.startswith(b"PK") and chance.random() < 0.75:
        content = _in_package(content, chance, other)
        return content if chance.random() < 0.95 else _bytes(content, chance, other)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        content = chance.choice((_bytes, _bytes, _markup))(content, chance, other)
    return content


def _bytes(content: bytes, chance: random.Random, other: bytes) -> bytes:
    """Flips, a cut, a stretch doubled, lost, moved in from elsewhere, a telling word put in."""
    data = bytearray(content)
    if not data:
        return chance.choice(_TOKENS)
    at = chance.randrange(len(data))
    end = min(len(data), at + chance.choice((1, 2, 8, 40, 200, 2000)))
    kind = chance.randrange(8)
    if kind == 0:
        for _ in range(chance.choice((1, 1, 2, 8, 30))):
            data[chance.randrange(len(data))] = chance.randrange(256)
    elif kind == 1:
        data[at] ^= 1 << chance.randrange(8)
    elif kind == 2:
        del data[at:]
    elif kind == 3:
        data[at:at] = data[at:end] * chance.choice((1, 1, 2, 50))
    elif kind == 4:
        del data[at:end]
    elif kind == 5:
        data[at:at] = chance.choice(_TOKENS)
    elif kind == 6 and other:
        there = chance.randrange(len(other))
        data[at:end] = other[there : there + chance.choice((8, 64, 512))]
    else:
        data[at:at] = chance.choice(HOSTILE).encode("utf-8", "surrogatepass")
    return bytes(data)


def _in_package(content: bytes, chance: random.Random, other: bytes) -> bytes:
    """One or two parts changed, lost, doubled, renamed or exchanged; the package itself is sound."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = [(name, package.read(name)) for name in package.namelist()]
    except (zipfile.BadZipFile, ValueError, EOFError):
        return _bytes(content, chance, other)
    for _ in range(chance.choice((1, 1, 2))):
        if not parts:
            break
        at = chance.randrange(len(parts))
        name, part = parts[at]
        kind = chance.randrange(14)
        if kind == 0:
            del parts[at]
        elif kind == 1:
            parts.append((name, _markup(part, chance, b"")))
        elif kind == 2:
            ending = chance.choice((name.upper(), "../" + name, "/" + name, name + ".bak", name.replace("/", "\\"), ""))
            parts[at] = (ending or "a", part)
        elif kind == 3:
            there = chance.randrange(len(parts))
            parts[at], parts[there] = (name, parts[there][1]), (parts[there][0], part)
        elif kind == 4:
            parts[at] = (name, _bytes(part, chance, other))
        elif kind == 5:
            parts[at] = (name, b"")
        else:
            for _ in range(chance.choice((1, 1, 2, 5))):
                part = _markup(part, chance, other)
            parts[at] = (name, part)
    out = io.BytesIO()
    with zipfile.ZipFile(
        out, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)), compresslevel=1
    ) as package:
        for name, part in parts:
            package.NameToInfo.pop(name, None)  # the same name twice is meant
            package.writestr(zipfile.ZipInfo(name), part)
    return out.getvalue()


def _in_json(content: bytes, chance: random.Random) -> bytes:
    """One to three values of a JSON file exchanged for others, lost, or moved to another place."""
    try:
        data = json.loads(content)
    except ValueError:
        return content
    for _ in range(chance.choice((1, 1, 3))):
        spots = list(_spots(data))
        if not spots:
            break
        inside, key = chance.choice(spots)
        there, other = chance.choice(spots)
        if chance.random() < 0.2 and isinstance(inside, dict):
            del inside[key]
        else:
            new = (*HOSTILE[:3], HOSTILE[-1], None, 0, -1, 1e308, True, [], {}, [[]], {"": None}, 10**30, there[other])
            inside[key] = chance.choice(new)
            data = json.loads(json.dumps(data)) if not _is_round(data) else {}
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _is_round(data: object, depth: int = 0) -> bool:
    """Whether a value was put into itself."""
    if depth > 40:
        return True
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return any(_is_round(each, depth + 1) for each in inner)


def _spots(data: Any) -> Iterator[tuple[Any, Any]]:
    """(container, key) of every value."""
    for key, value in list(data.items()) if isinstance(data, dict) else list(enumerate(data)):
        yield data, key
        if isinstance(value, dict | list):
            yield from _spots(value)


def _markup(part: bytes, chance: random.Random, other: bytes) -> bytes:
    """XML damaged as XML: a tag lost, doubled or moved, an attribute, a number, a text or an address exchanged."""
    kind = chance.randrange(10)
    pattern = (_TAGS, _TAGS, _TAGS, _ATTRIBUTES, _TEXTS, _TEXTS, _TEXTS, _DIGITS, _ADDRESSES, _VALUES)[kind]
    spans = [match.span(pattern.groups) for match in pattern.finditer(part, 0, 400_000)]
    if not spans:
        return _bytes(part, chance, other)
    begin, end = chance.choice(spans)
    if kind == 0:
        new = b""
    elif kind == 1:
        new = part[begin:end] * chance.choice((2, 2, 300))
    elif kind == 2:
        there = chance.choice(spans)
        new = part[there[0] : there[1]]
    elif kind == 3:
        there = chance.choice(spans)
        new = chance.choice(
            (
                b"",
                part[there[0] : there[1]],
                part[begin:end] + b" " + part[begin:end],
                part[begin:end].replace(b'"', b"'"),
            )
        )
    elif kind in (4, 5, 9):
        new = _escaped(chance.choice(HOSTILE))
    elif kind == 6:
        there = chance.choice(spans)
        new = part[there[0] : there[1]]
    elif kind == 7:
        new = chance.choice(_NUMBERS)
    else:
        new = chance.choice(_ADDRESS_WORDS)
    return part[:begin] + new + part[end:]


def _escaped(text: str) -> bytes:
    """As a program writes it, so that the part stays well-formed; control characters stay and break it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").encode("utf-8", "surrogatepass")
