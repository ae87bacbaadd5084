// Before this the buttons would do nothing: allauth listens to them from the same moment on.
document.addEventListener("DOMContentLoaded", () => {
  for (const knop of document.querySelectorAll("[data-sleutel]")) knop.disabled = false;
});

// Say so when a passkey was refused or the browser gave up.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("sleutel-fout").hidden = false;
});
