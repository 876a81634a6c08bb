"""The door for programs: ``/api/v1`` over the same register, law and authorisation table as the desk.

OpenAPI 3.1 at ``/api/v1/openapi.json``; errors are problem documents (RFC 9457); lists are paged by key; a write to a case
names the version it saw (``If-Match``) and may name its act (``Idempotency-Key``), so that sending it twice records it once.
No rules here, and no arithmetic on dates.
"""
