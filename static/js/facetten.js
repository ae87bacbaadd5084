// Filters answer at once: a changed choice fetches the same page and swaps the results and the
// filters. Without this module the form is an ordinary GET form.
const formulier = document.querySelector("form[data-ververs]");
let bezig = null;

function focusPlek() {
  const actief = document.activeElement;
  if (!formulier.contains(actief) || !actief.name) return null;
  return { naam: actief.name, waarde: actief.type === "checkbox" ? actief.value : null };
}

function zetFocus(plek) {
  if (!plek) return;
  for (const veld of formulier.elements) {
    if (veld.name !== plek.naam) continue;
    if (plek.waarde === null || veld.value === plek.waarde) return veld.focus();
  }
}

function ruil(pagina) {
  const id = formulier.dataset.ververs;
  const vers = pagina.getElementById(id);
  const versFormulier = pagina.querySelector("form[data-ververs]");
  if (!vers || !versFormulier) return false;
  const open = [...formulier.querySelectorAll("details[open]")].map((details) => details.id);
  const plek = focusPlek();
  const getypt = plek?.naam === "q" ? formulier.elements.q.value : undefined;
  document.getElementById(id).replaceChildren(...vers.childNodes);
  formulier.replaceChildren(...versFormulier.childNodes);
  for (const wie of open) document.getElementById(wie)?.setAttribute("open", "");
  if (getypt !== undefined) formulier.elements.q.value = getypt;
  zetFocus(plek);
  const kop = document.getElementById(id).querySelector("h2");
  document.querySelector("[data-ververs-melding]").textContent = kop ? kop.textContent.trim() : "";
  return true;
}

async function haal(adres, bewaar) {
  bezig?.abort();
  bezig = new AbortController();
  const gebied = document.getElementById(formulier.dataset.ververs);
  gebied.setAttribute("aria-busy", "true");
  try {
    const antwoord = await fetch(adres, { signal: bezig.signal });
    if (!antwoord.ok) throw new Error(antwoord.status);
    const pagina = new DOMParser().parseFromString(await antwoord.text(), "text/html");
    if (!ruil(pagina)) throw new Error("onbekend");
    if (bewaar) history.pushState(null, "", adres);
    gebied.removeAttribute("aria-busy");
  } catch (fout) {
    if (fout.name !== "AbortError") location.assign(adres);
  }
}

function adres() {
  const vraag = new URLSearchParams();
  for (const [naam, waarde] of new FormData(formulier)) if (waarde) vraag.append(naam, waarde);
  return `${location.pathname}${vraag.size ? `?${vraag}` : ""}`;
}

if (formulier) {
  formulier.addEventListener("change", () => haal(adres(), true));
  formulier.addEventListener("submit", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    haal(adres(), true);
    const vel = formulier.closest("[popover]");
    if (vel?.matches(":popover-open")) vel.hidePopover();
  });
  addEventListener("popstate", () => haal(location.href, false));
}
