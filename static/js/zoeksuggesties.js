// What a search box offers while somebody types: a combobox with a list (WAI-ARIA APG). Without
// this module, or when asking fails, the form leads to the page with results. It speaks the way of
// htmx (the server sends a piece of HTML) without htmx itself, which is more than all scripts of
// this site may weigh together (12 kB) and knows neither arrow keys nor a screen reader's list.
const KORTSTE = 2;
const WACHT = 150;

function maak(formulier) {
  const veld = formulier.elements.q;
  const lijst = document.createElement("ul");
  const melding = document.createElement("p");
  let wacht, bezig, gevraagd, actief = -1;

  Object.assign(lijst, { id: `${veld.id}-suggesties`, className: "suggesties", hidden: true, role: "listbox" });
  Object.assign(melding, { className: "vv", role: "status" });
  lijst.ariaLabel = veld.labels[0].textContent.trim();
  formulier.append(lijst, melding);
  for (const [naam, waarde] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
    "aria-expanded": "false", "aria-controls": lijst.id,
  })) veld.setAttribute(naam, waarde);

  function kies(nummer) {
    lijst.children[actief]?.setAttribute("aria-selected", "false");
    actief = nummer;
    const gekozen = lijst.children[actief];
    gekozen?.setAttribute("aria-selected", "true");
    gekozen?.scrollIntoView({ block: "nearest" });
    if (gekozen) veld.setAttribute("aria-activedescendant", gekozen.id);
    else veld.removeAttribute("aria-activedescendant");
  }

  function toon(open) {
    lijst.hidden = !open;
    veld.setAttribute("aria-expanded", String(open));
    if (!open) kies(-1);
  }

  function sluit() {
    clearTimeout(wacht);
    bezig?.abort();
    gevraagd = undefined;
    melding.textContent = "";
    toon(false);
  }

  async function vraag() {
    const tekst = veld.value.trim();
    if (tekst === gevraagd) return;
    if (tekst.length < KORTSTE) return sluit();
    bezig?.abort();
    bezig = new AbortController();
    gevraagd = tekst;
    try {
      const adres = `${formulier.dataset.suggesties}?q=${encodeURIComponent(tekst)}`;
      const antwoord = await fetch(adres, { signal: bezig.signal });
      if (!antwoord.ok) return sluit();
      const vers = new DOMParser().parseFromString(await antwoord.text(), "text/html").querySelector("ul");
      kies(-1);
      lijst.replaceChildren(...vers.children);
      [...lijst.children].forEach((rij, nummer) => (rij.id = `${lijst.id}-${nummer}`));
      melding.textContent = vers.dataset.melding;
      toon(lijst.children.length > 0);
    } catch (fout) {
      if (fout.name !== "AbortError") sluit();
    }
  }

  veld.addEventListener("input", () => {
    clearTimeout(wacht);
    wacht = setTimeout(vraag, WACHT);
  });

  veld.addEventListener("keydown", (toets) => {
    const aantal = lijst.children.length;
    if (toets.isComposing) return;
    if (toets.key === "Escape" && !lijst.hidden) sluit();
    else if (toets.key === "Enter" && actief >= 0) location.assign(lijst.children[actief].dataset.adres);
    else if ((toets.key === "ArrowDown" || toets.key === "ArrowUp") && !lijst.hidden) {
      const stap = toets.key === "ArrowDown" ? 1 : -1;
      // One place more than there are suggestions: back in the field.
      kies(((actief + 1 + stap + aantal + 1) % (aantal + 1)) - 1);
    } else if (toets.key === "ArrowDown") return void vraag();
    else return;
    toets.preventDefault();
  });

  // The field keeps the focus: only leaving it closes the list.
  lijst.addEventListener("mousedown", (klik) => klik.preventDefault());
  lijst.addEventListener("click", (klik) => {
    const rij = klik.target.closest("[data-adres]");
    if (rij) location.assign(rij.dataset.adres);
  });
  veld.addEventListener("blur", sluit);
  addEventListener("pageshow", sluit);
}

for (const formulier of document.querySelectorAll("form[data-suggesties]")) maak(formulier);
