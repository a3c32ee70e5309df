"""How forms are drawn: as the design language of UK public services has them."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws forms and fields with the office's own templates, by Django's own mechanism."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
