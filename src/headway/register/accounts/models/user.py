"""A person who may sign in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class People(BaseUserManager["User"]):
    """Finds people by the address they sign in with, in whatever letters it is written."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Give the person who signs in with an address."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who may sign in. ``email`` is the address of work; no two are the same."""

    email = models.EmailField("e-mail address", max_length=254, unique=True)
    name = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        """An address belongs to one person, however it is written."""

        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(Lower("email"), name="one_person_to_an_address"),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(email=""), name="a_person_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Give the name as it is shown."""
        return self.name
