// A form is sent once, however often its button is pressed; the server guards this as well.
document.addEventListener("submit", (gebeurtenis) => {
  const formulier = gebeurtenis.target;
  if (formulier.method !== "post") return;
  if (formulier.dataset.verzonden) gebeurtenis.preventDefault();
  formulier.dataset.verzonden = "ja";
  formulier.setAttribute("aria-busy", "true");
  // Where it was typed, see getypt.js; who logs out leaves nothing behind.
  if (formulier.action.endsWith("/accounts/logout/")) sessionStorage.clear();
  else sessionStorage.setItem("verzonden", location.pathname);
});

// On another page than that of the form: it was saved.
const verzonden = sessionStorage.getItem("verzonden");
if (verzonden && verzonden !== location.pathname) {
  sessionStorage.removeItem(`getypt:${verzonden}`);
  sessionStorage.removeItem("verzonden");
}

// Back from the next page: the form may be sent again.
addEventListener("pageshow", () => {
  for (const formulier of document.querySelectorAll("form[data-verzonden]")) {
    delete formulier.dataset.verzonden;
    formulier.removeAttribute("aria-busy");
  }
});

// What the browser wants filled in is not to be hidden in what is folded.
document.addEventListener(
  "invalid",
  (gebeurtenis) => {
    let om = gebeurtenis.target;
    while ((om = om.parentElement.closest("details"))) om.open = true;
  },
  true,
);
