"""What search engines read of a page: `{% schema record %}`."""

from django import template

from buurtnet.web.linkeddata import als_script

from ..schema import gegevens_van, gegevens_van_site

register = template.Library()


@register.simple_tag
def schema(record, *, in_plekken=()):
    """The data block of a record; `in_plekken` are the places around it, the widest first."""
    return als_script(gegevens_van(record, in_plekken))


@register.simple_tag
def schema_site():
    """The data block of the site itself."""
    return als_script(gegevens_van_site())
