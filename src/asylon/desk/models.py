"""Tables of the desk: what an account may do is decided by its roles; nothing that happened to people is kept here."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models


class Account(models.Model):
    """For whom somebody acts: the authority's Member State and unit, the roles, and for an applicant who that is."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="account")
    state = models.CharField(max_length=2, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    #: Names of roles of the authorisation table, separated by spaces.
    roles = models.CharField(max_length=300, blank=True)
    #: For an applicant: the person of the register, as ``<case>/<person of the file>``.
    person = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"{self.user.get_username()}: {self.roles} ({self.unit}, {self.state})"
