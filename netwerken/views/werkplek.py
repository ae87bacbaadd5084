from django.shortcuts import render


def werkplek(request):
    return render(request, "netwerken/werkplek.html", {})
