"""The trail's records: entries are added, and never changed; old ones go under a seal alone."""

from typing import Any, ClassVar

from django.db import models


class Entry(models.Model):
    """One thing that was done or seen. It names people and things as they were called then.

    No key leads elsewhere, so that nothing here stands in the way of what happens to the rest. The
    database itself refuses to change an entry, and to remove one that is under no seal (see the
    migrations); the chain of digests shows where somebody got round that.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    details = models.JSONField()
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        """Oldest first; found by time, by person and by what was done."""

        ordering: ClassVar[list[str]] = ["number"]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["at"], name="trail_by_time"),
            models.Index(fields=["by", "at"], name="trail_by_person"),
            models.Index(fields=["verb", "at"], name="trail_by_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.verb}"


class Seal(models.Model):
    """What stands for the entries up to ``through`` that were let go after their time.

    ``digest`` is that of the last of them, ``told_in`` the entry that says who let them go and
    why: without one the database takes no seal.
    """

    through = models.PositiveBigIntegerField(primary_key=True)
    digest = models.CharField(max_length=64)
    told_in = models.PositiveBigIntegerField(unique=True)

    class Meta:
        """The latest last."""

        ordering: ClassVar[list[str]] = ["through"]

    def __str__(self) -> str:
        return f"up to {self.through}"


class Checkpoint(models.Model):
    """A place up to which the chain was found whole, so that a page need not begin at the start.

    ``kind`` is "whole" for a check of every entry, "on" for one that went on from an earlier one.
    """

    kind = models.CharField(max_length=10, primary_key=True)
    through = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.kind}: {self.through}"


class FolderEntry(models.Model):
    """An entry of the data folder's trail, read in so that both can be looked through as one.

    The folder's file is what counts; this is a copy, made again where the file was.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    subject = models.TextField()
    details = models.JSONField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        """As the office's own."""

        ordering: ClassVar[list[str]] = ["number"]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["at"], name="folder_trail_by_time"),
            models.Index(fields=["by", "at"], name="folder_trail_by_person"),
            models.Index(fields=["verb", "at"], name="folder_trail_by_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.verb}"


class FolderPlace(models.Model):
    """How far the data folder's trail was read in: its last entry, and where its line begins."""

    key = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")
    line_at = models.PositiveBigIntegerField(default=0)
    read_to = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
