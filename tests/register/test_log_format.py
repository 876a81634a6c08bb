"""The stored form, read with nothing but its description: it is final. All persons are fictional."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from log_suite import batch, case_fact, noon, public_fact

from asylon.register import SqliteLog, StoredFact, Vault, new_reference
from asylon.register.stored import written


def test_a_moment_is_kept_in_utc_to_the_microsecond() -> None:
    summer = timezone(timedelta(hours=2))
    for moment, kept in (
        (datetime(2026, 10, 12, 9, 30, tzinfo=summer), "2026-10-12T07:30:00.000000Z"),
        (datetime(2026, 10, 12, 0, 30, 5, 40, tzinfo=summer), "2026-10-11T22:30:05.000040Z"),
        (datetime(2026, 12, 31, 23, 59, 59, 999999, tzinfo=UTC), "2026-12-31T23:59:59.999999Z"),
    ):
        assert written(moment) == kept


def described_hash(fact: StoredFact) -> bytes:
    numbers = fact.position.to_bytes(8) + fact.version.to_bytes(8) + fact.schema.to_bytes(4)
    texts = (
        fact.stream_kind,
        fact.stream_id,
        fact.kind,
        fact.at,
        fact.recorded,
        fact.actor,
        fact.unit,
        fact.purpose,
        fact.key_id or "",
    )
    fields = [text.encode() for text in texts] + [fact.body, fact.previous]
    lengths = b"".join(len(field).to_bytes(4) for field in fields)
    return sha256(b"asylon-fact-1\n" + numbers + lengths + b"".join(fields)).digest()


def test_every_hash_and_link_is_as_described(tmp_path: Path) -> None:
    log = SqliteLog(tmp_path / "register.sqlite", Vault(tmp_path / "vault.sqlite", noon), noon)
    log.append(batch(case_fact(), public_fact(body={"words": "één"}), case_fact(person="yonas"), actor="Zoë"))
    previous = sha256(b"asylon-log-1\n" + log.log_id.encode()).digest()
    for fact in log.read_all():
        assert fact.previous == previous
        assert fact.hash == described_hash(fact)
        previous = fact.hash
    assert log.head().hash == previous


def test_a_seal_is_as_described(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault.sqlite", noon)
    log = SqliteLog(tmp_path / "register.sqlite", vault, noon)
    _, fact = log.append(batch(case_fact(), case_fact("absconded", body={"z": 1, "a": "é"})))
    ((key,),) = vault._connections.rows("SELECT key FROM person")
    places = [text.encode() for text in (fact.stream_kind, fact.stream_id, fact.key_id or "")]
    binding = b"asylon-seal-1\n" + fact.version.to_bytes(8) + fact.schema.to_bytes(4)
    binding += b"".join(len(place).to_bytes(4) for place in places) + b"".join(places)
    text = AESGCM(key).decrypt(fact.body[:12], fact.body[12:], binding)
    assert text.decode() == '["absconded","2026-10-12",{"a":"é","z":1}]'
    assert json.loads(text)[0] == "absconded"


def test_references_are_random_and_say_nothing() -> None:
    references = {new_reference() for _ in range(100)}
    assert len(references) == 100
    assert {len(reference) for reference in references} == {32}
