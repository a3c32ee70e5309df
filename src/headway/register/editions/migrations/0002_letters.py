"""A reminder is a letter of a day to a person, of whatever is asked of them; so is the week's."""

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep_one_a_day(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Keep the first of several reminders to a person on one day: the letters were the same."""
    seen = set()
    for one in apps.get_model("editions", "Reminder").objects.order_by("pk"):
        if (one.person_id, one.day) in seen:
            one.delete()
        seen.add((one.person_id, one.day))


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("editions", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(keep_one_a_day, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="reminder", name="one_reminder_a_day"),
        migrations.RemoveField(model_name="reminder", name="card"),
        migrations.RemoveField(model_name="reminder", name="month"),
        migrations.AddField(
            model_name="reminder",
            name="kind",
            field=models.CharField(
                choices=[("REMINDER", "reminder"), ("WEEK", "word of the weekly report")],
                default="REMINDER",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="is_sent",
            field=models.BooleanField(default=True),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="is_sent",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="reminder",
            name="claimed_at",
            field=models.DateTimeField(auto_now=True),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=("person", "kind", "day"), name="one_letter_a_day"
            ),
        ),
    ]
