// Keeps what is typed in a form as a draft on the server, a moment after the last letter; says so,
// and goes on trying when somebody was logged out or the connection is gone.
const stand = document.querySelector("[data-concept]");
const formulier = stand.closest("form");
const nummer = formulier.elements.concept_nummer;
const sleutel = formulier.elements.concept_sleutel.value;
const tabbladen = new BroadcastChannel("concept");
const RUST = 800;
const OPNIEUW = 15000;
const REST = `concept:${sleutel}`;
let wacht, onderweg, nogEens, vuil, mislukt;

const zeg = (wat, om = "") => {
  const zin = stand.dataset[wat].replace("{om}", om);
  if (stand.textContent !== zin) stand.textContent = zin;
};

const token = (blad) => blad.querySelector("[name=csrfmiddlewaretoken]").value;

const getypt = () =>
  new URLSearchParams(
    [...new FormData(formulier)].filter(([, waarde]) => typeof waarde === "string"),
  );

const straks = (ms) => {
  clearTimeout(wacht);
  wacht = setTimeout(bewaar, ms);
};

const stuur = (velden) => {
  onderweg = new AbortController();
  return fetch(stand.dataset.concept, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: velden,
    keepalive: document.hidden,
    redirect: "manual",
    signal: onderweg.signal,
  });
};

// After logging in elsewhere every token of this page is a new one.
const vernieuw = async () => {
  const antwoord = await fetch(location.href, { redirect: "manual" });
  if (!antwoord.ok) return false;
  const blad = new DOMParser().parseFromString(await antwoord.text(), "text/html");
  for (const veld of document.querySelectorAll("[name=csrfmiddlewaretoken]")) {
    veld.value = token(blad);
  }
  return true;
};

async function bewaar() {
  if (onderweg) {
    nogEens = true;
    return;
  }
  nogEens = vuil = false;
  mislukt = true;
  try {
    let antwoord = await stuur(getypt());
    if (antwoord.status === 403 || antwoord.type === "opaqueredirect") {
      if (await vernieuw()) antwoord = await stuur(getypt());
      else zeg("uit");
    }
    if (antwoord.ok) {
      const gegevens = await antwoord.json();
      nummer.value = gegevens.nummer;
      mislukt = false;
      zeg(gegevens.ander ? "ander" : "bewaard", gegevens.om);
      tabbladen.postMessage(sleutel);
    } else if (antwoord.status === 413) {
      zeg("groot");
    } else {
      straks(OPNIEUW);
    }
  } catch (fout) {
    if (fout.name !== "AbortError") {
      zeg("stil");
      straks(OPNIEUW);
    }
  }
  onderweg = undefined;
  if (nogEens) straks(RUST);
}

formulier.addEventListener("input", () => {
  vuil = true;
  straks(RUST);
});
tabbladen.addEventListener("message", ({ data }) => {
  if (data === sleutel) zeg("elders");
});
// What is sent as a whole needs no draft any more.
formulier.addEventListener("submit", () => {
  clearTimeout(wacht);
  onderweg?.abort();
  vuil = mislukt = false;
});
addEventListener("beforeunload", (gebeurtenis) => {
  if (mislukt && !onderweg) gebeurtenis.preventDefault();
});
// Who leaves before the moment is over, finds the last letters as well: sent when the page is back.
addEventListener("pagehide", () => {
  if (vuil || mislukt) sessionStorage.setItem(REST, getypt());
});
const rest = sessionStorage.getItem(REST);
if (rest) {
  sessionStorage.removeItem(REST);
  const velden = new URLSearchParams(rest);
  velden.set("csrfmiddlewaretoken", token(document));
  const antwoord = await stuur(velden).catch(() => ({ ok: false }));
  onderweg = undefined;
  if (antwoord.ok) location.reload();
  else sessionStorage.setItem(REST, rest);
}
