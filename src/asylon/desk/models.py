"""Tables of the desk: what an account may do is decided by its roles; nothing that happened to people is kept here."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django_otp.plugins.otp_totp.models import TOTPDevice

_log = logging.getLogger("asylon.access")


class Account(models.Model):
    """For whom somebody acts: the authority's Member State and unit, the roles, and for an applicant who that is."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="account")
    state = models.CharField(max_length=2, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    #: Names of roles of the authorisation table, separated by spaces.
    roles = models.CharField(max_length=300, blank=True)
    #: For an applicant: the person of the register, as ``<case>/<person of the file>``.
    person = models.CharField(max_length=80, blank=True)
    #: Sessions and tokens carry it: another one makes all of them void.
    seal = models.CharField(max_length=32, blank=True)
    #: Who this is to the identity provider (its ``sub``), where the account signs in through one.
    subject = models.CharField(max_length=255, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.user.get_username()}: {self.roles} ({self.unit}, {self.state})"


class UnreadableSecretError(Exception):
    """The secret of an authenticator application was sealed with another vault, or altered."""


class Authenticator(TOTPDevice):
    """An authenticator application of an account. Its secret is kept sealed (:mod:`asylon.desk.sealed`)."""

    class Meta:
        proxy = True

    @property
    def bin_key(self) -> bytes:
        """The secret. Raises :class:`UnreadableSecretError`."""
        from asylon.desk.sealed import secret_of

        secret = secret_of(self.user_id, self.key)
        if secret is None:
            raise UnreadableSecretError
        return secret

    def verify_token(self, token: Any) -> bool:
        """Whether the application gave this code. Where its secret cannot be read no code is right: it is set up anew."""
        try:
            return bool(super().verify_token(token))
        except UnreadableSecretError:
            _log.warning("the second factor of %s cannot be read: reset it", self.user.get_username())
            return False


class AccountChange(models.Model):
    """Somebody changed what an account may do: when, who, whose account, what. Only ever added to."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=150)
    account = models.CharField(max_length=150, db_index=True)
    what = models.CharField(max_length=500)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by}: {self.account}: {self.what}"


class Tally(models.Model):
    """How often something was done within a window of time, for all server processes together.

    ``key`` is a digest: neither names nor addresses of those who tried are kept.
    """

    limit = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    window = models.BigIntegerField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["limit", "key", "window"], name="one_tally"),)

    def __str__(self) -> str:
        return f"{self.limit}: {self.number}"
