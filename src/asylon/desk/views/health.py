"""Health and figures for whoever watches over the system: no figure about persons."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

import asylon
from asylon.desk import people
from asylon.desk.house import house
from asylon.register import RegisterError

LOOPBACK = frozenset({"127.0.0.1", "::1"})


@login_not_required
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Whether this process answers at all."""
    return JsonResponse({"status": "alive", "version": asylon.__version__})


@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Whether log, vault and lists can be read: 200, or 503 with which of them cannot."""
    parts: dict[str, str] = {}
    try:
        register = house().register
    except RegisterError:
        return JsonResponse({"status": "unavailable", "parts": {"register": "unavailable"}}, status=503)
    for name, ask in (
        ("log", register.log.head),
        ("vault", register.vault.begun_log),
        ("lists", register.projections.position),
    ):
        try:
            ask()
            parts[name] = "ready"
        except RegisterError:
            parts[name] = "unavailable"
    sound = all(state == "ready" for state in parts.values())
    status = 200 if sound else 503
    return JsonResponse({"status": "ready" if sound else "unavailable", "parts": parts}, status=status)


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures in the text form of Prometheus, for this machine itself and for who maintains the register."""
    if request.META.get("REMOTE_ADDR") not in LOOPBACK or request.headers.get("X-Forwarded-For"):
        people.authorise(request, "maintain_register")
    register = house().register
    registry = CollectorRegistry()
    head, listed = register.log.head().position, register.projections.position()
    for name, words, value in (
        ("asylon_log_facts", "Facts in the log", head),
        ("asylon_lists_behind_facts", "Facts that the lists have not taken in yet", head - listed),
        ("asylon_lists_stale_files", "Files whose lines must be computed again", len(register.projections.stale())),
        ("asylon_vault_erasures", "Erasures carried out", len(register.vault.erasures())),
        ("asylon_log_signed_position", "Position of the signed head", register.log.anchored().position),
    ):
        Gauge(name, words, registry=registry).set(value)
    Gauge("asylon_build_info", "The version that runs", ["version"], registry=registry).labels(asylon.__version__).set(
        1
    )
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
