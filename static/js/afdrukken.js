// Shows the print buttons, which can do nothing without a script.
for (const knop of document.querySelectorAll("[data-afdrukken]")) {
  knop.hidden = false;
  knop.addEventListener("click", () => print());
}
