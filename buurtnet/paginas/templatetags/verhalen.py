"""The text of a story as HTML."""

from django import template

from ..verhaal.tekst import opgemaakt

register = template.Library()
register.filter("opgemaakt", opgemaakt)
