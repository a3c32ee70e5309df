"""An error says what is missing, and its link leads to where it is put right."""

from django import forms


class Asked(forms.Form):
    name = forms.CharField(label="New Name")
    colour = forms.ChoiceField(choices=[("r", "red"), ("g", "green")], widget=forms.RadioSelect)
    day = forms.CharField(error_messages={"required": "Enter the day, like 3/12/2026"})


def test_every_error_names_its_field_and_leads_to_it():
    shown = str(Asked({}))
    for link, words in (
        ("id_name", "Enter new name"),
        ("id_colour_0", "Choose colour"),
        ("id_day", "Enter the day, like 3/12/2026"),
    ):
        assert f'<a href="#{link}">{words}</a>' in shown
        assert f'id="{link}"' in shown
    assert "This field is required" not in shown


def test_several_errors_of_one_field_stand_under_one_name():
    form = Asked({"name": "x", "colour": "r", "day": "3"})
    form.add_error("name", "It is too short")
    form.add_error("name", "It is taken")
    shown = str(form)
    assert shown.count('id="id_name_error"') == 1
    assert 'aria-describedby="id_name_error"' in shown
    assert shown.count("It is taken") == 2
