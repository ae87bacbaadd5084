// What was typed in a form stays in this tab until it is saved: through back, reload, a session that
// ended, a line that broke. Drafts of what is long have a way of their own.
const formulier = document.querySelector("main form.formulier[method=post]");
const hint = document.querySelector("[data-getypt]");
const SLEUTEL = `getypt:${location.pathname}`;
const NOOIT = ["file", "password", "submit", "button"];
const AAN = ["checkbox", "radio"];

const velden = () =>
  [...formulier.elements].filter(
    (veld) => veld.name && veld.name !== "csrfmiddlewaretoken" && !NOOIT.includes(veld.type),
  );
const waarde = (veld) => (AAN.includes(veld.type) ? veld.checked : veld.value);
const sleutel = (veld) => (AAN.includes(veld.type) ? `${veld.name}=${veld.value}` : veld.name);

// [[key of the field, value], …]; of one key several, in order.
const lees = () => velden().map((veld) => [sleutel(veld), waarde(veld)]);

function vulIn(bewaard) {
  for (const veld of velden()) {
    const plek = bewaard.findIndex(([naam]) => naam === sleutel(veld));
    if (plek < 0) continue;
    const [[, eerder]] = bewaard.splice(plek, 1);
    if (waarde(veld) === eerder) continue;
    if (AAN.includes(veld.type)) veld.checked = eerder;
    else veld.value = eerder;
    const vouw = veld.closest("details");
    if (vouw) vouw.open = true;
  }
}

if (formulier && hint && !formulier.elements.concept_nummer) {
  const begin = JSON.stringify(lees());
  const bewaard = sessionStorage.getItem(SLEUTEL);
  // What the server gives back holds what was typed, and what others did meanwhile.
  if (bewaard && bewaard !== begin && !("gebonden" in hint.dataset)) {
    vulIn(JSON.parse(bewaard));
    hint.hidden = false;
    hint.querySelector("a").addEventListener("click", () => sessionStorage.removeItem(SLEUTEL));
  }
  const bewaar = () => sessionStorage.setItem(SLEUTEL, JSON.stringify(lees()));
  formulier.addEventListener("input", bewaar);
  formulier.addEventListener("change", bewaar);
  formulier.addEventListener("submit", bewaar);
}
