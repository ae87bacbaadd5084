// The rooster by keyboard, with what changes told at once. Without this it is a table of boxes.

const kaal = (tekst) => tekst.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
const zichtbaar = (element) => element.offsetParent !== null;
const BEDIENING = "input:not([type=hidden], .rooster-open > input), select, a[href]";

function begin(rooster) {
  const tabel = rooster.querySelector("table");
  const balk = rooster.querySelector(".rooster-balk");
  const formulier = balk.closest("form");
  const zoek = rooster.querySelector(".rooster-zoek");
  const [q, thema, toon] = ["q", "thema", "toon"].map((naam) => document.getElementById(`rooster-${naam}`));
  const hulp = rooster.querySelector("details.uitklap");
  const koppen = [...tabel.tHead.rows[0].cells];
  const lijf = tabel.tBodies[0];
  const partijen = () => [...lijf.rows].filter((rij) => !rij.matches(".rooster-groep, .rooster-nieuw"));
  const naamVan = (rij) => rij.cells[0].querySelector("[id^=r]")?.textContent.trim()
    ?? rij.cells[0].querySelector("input[type=text]")?.value.trim() ?? rij.cells[0].textContent.trim();
  const vanThema = (i) => "thema" in koppen[i].dataset;
  const vakken = (rij) => [...rij.cells].filter((_cel, i) => vanThema(i)).map((cel) => cel.querySelector("label > input")).filter(Boolean);

  // What changes, in the bar.
  const wijziging = (vak) => {
    if (vak.closest(".rooster-nieuw")) return vak.checked ? "erbij" : "";
    if (vak.classList.contains("w")) return vak.checked ? "" : "gestopt";
    return vak.checked ? "erbij" : "";
  };
  function wijzigingen() {
    const uit = [];
    for (const rij of lijf.rows) {
      if (rij.matches(".rooster-groep")) continue;
      for (const vak of vakken(rij)) {
        const soort = wijziging(vak);
        if (soort) uit.push([soort, `${naamVan(rij)} – ${koppen[vak.closest("td").cellIndex].textContent.trim()}`]);
      }
      if (rij.querySelector(".o input:checked")) uit.push(["overal", naamVan(rij)]);
      else if (rij.querySelector(".k input:checked")) uit.push(["nagegaan", naamVan(rij)]);
      if (rij.matches(".rooster-nieuw") && naamVan(rij)) uit.push(["nieuw", naamVan(rij)]);
    }
    return uit;
  }
  let aantal = 0;
  function vertel() {
    const alles = wijzigingen(), lijst = balk.querySelector(".rooster-lijst");
    const delen = ["erbij", "gestopt", "nagegaan", "overal", "nieuw"].map((soort) => {
      const n = alles.filter(([deze]) => deze === soort).length;
      return n ? `${n} ${balk.dataset[soort]}` : "";
    });
    aantal = alles.length;
    balk.querySelector("output").textContent = delen.filter(Boolean).join(" · ") || balk.dataset.niets;
    lijst.hidden = !aantal;
    // When and why is asked once there is something to ask it of.
    balk.classList.toggle("rooster-rust", !aantal && !balk.querySelector(".veld-fout"));
    lijst.querySelector("ul").replaceChildren(...alles.map(([soort, waar]) => {
      const punt = document.createElement("li");
      punt.textContent = `${waar}: ${balk.dataset[soort]}`;
      return punt;
    }));
  }

  // Filter and find, when the whole sheet is here.
  const heel = "heel" in rooster.dataset;
  function filter() {
    if (!heel) return;
    const gezocht = kaal(q.value), rijen = partijen();
    const opNaam = rijen.some((rij) => kaal(naamVan(rij)).includes(gezocht));
    for (const rij of rijen) {
      const past = !opNaam || kaal(naamVan(rij)).includes(gezocht);
      const gewijzigd = () => "pas" in rij.dataset || rij.querySelector(":is(.k, .o) input:checked") || vakken(rij).some(wijziging);
      const staat = toon.value === "alles" || (toon.value === "gewijzigd" ? gewijzigd() : "oud" in rij.dataset);
      rij.hidden = !(past && staat);
    }
    for (const groep of lijf.querySelectorAll(".rooster-groep")) {
      groep.hidden = !rijen.some((rij) => !rij.hidden && groep.compareDocumentPosition(rij) === Node.DOCUMENT_POSITION_FOLLOWING);
    }
    const kolommen = koppen.map((kop, i) => {
      if (!vanThema(i)) return true;
      if (thema?.value) return kop.dataset.thema === thema.value;
      return opNaam || kaal(`${kop.title} ${kop.textContent}`).includes(gezocht);
    });
    const geen = !kolommen.some((toont, i) => toont && vanThema(i));
    rooster.toggleAttribute("data-zoekt", Boolean(gezocht || thema?.value));
    for (const rij of tabel.rows) {
      if (rij.matches(".rooster-groep")) continue;
      [...rij.cells].forEach((cel, i) => cel.classList.toggle("dicht", !geen && !kolommen[i]));
    }
  }
  zoek.addEventListener("input", filter);
  zoek.hidden = false;
  q.form.addEventListener("submit", (gebeurtenis) => {
    if (!heel) return;
    gebeurtenis.preventDefault();
    naar(raster()[0], 1);
  });

  // The grid of the ARIA Authoring Practices: one stop for Tab, arrows from cell to cell.
  const raster = () => [...lijf.rows].filter((rij) => zichtbaar(rij) && !rij.matches(".rooster-groep"));
  const cellen = (rij) => [...rij.cells].filter(zichtbaar);
  const doel = (cel) => cel.querySelector(BEDIENING) ?? cel;
  function stop(element) {
    for (const oud of lijf.querySelectorAll("[tabindex='0']")) oud.tabIndex = -1;
    element.tabIndex = 0;
  }
  function richtIn() {
    for (const cel of lijf.querySelectorAll("tr:not(.rooster-groep) > *")) {
      if (!doel(cel).matches("[type=text]")) doel(cel).tabIndex = -1;
    }
    const rij = raster()[0];
    if (rij) stop(doel(cellen(rij)[1] ?? cellen(rij)[0]));
  }
  function naar(rij, plaats) {
    if (!rij) return;
    const rijcellen = cellen(rij), element = doel(rijcellen[Math.max(0, Math.min(plaats, rijcellen.length - 1))]);
    if (!element.matches("[type=text]")) stop(element);
    element.focus();
  }
  function beweeg(gebeurtenis, cel) {
    const rijen = raster(), rij = cel.parentElement, r = rijen.indexOf(rij), k = cellen(rij).indexOf(cel);
    const { key, ctrlKey, target } = gebeurtenis;
    if (target.matches("select, [type=radio]")) return false;
    if (target.matches("[type=text]")) {
      const einde = target.selectionEnd === target.value.length;
      if (key === "Home" || key === "End" || key === "ArrowLeft" || (key === "ArrowRight" && !einde)) return false;
    }
    const stappen = {
      ArrowLeft: [r, k - 1], ArrowRight: [r, k + 1], ArrowUp: [r - 1, k], ArrowDown: [r + 1, k],
      Home: [ctrlKey ? 0 : r, 0], End: [ctrlKey ? rijen.length - 1 : r, cellen(rij).length - 1],
      PageUp: [Math.max(0, r - 10), k], PageDown: [Math.min(rijen.length - 1, r + 10), k],
    };
    if (!stappen[key]) return false;
    const [naarRij, plaats] = stappen[key];
    if (rijen[naarRij] && plaats >= 0) naar(rijen[naarRij], plaats);
    return true;
  }
  tabel.setAttribute("role", "grid");
  lijf.addEventListener("focusin", ({ target }) => {
    if (target.matches("input[type=checkbox], a") && doel(target.closest("th, td")) === target) stop(target);
  });
  lijf.addEventListener("keydown", (gebeurtenis) => {
    const cel = gebeurtenis.target.closest("th, td");
    if (gebeurtenis.altKey || gebeurtenis.metaKey) return;
    if (gebeurtenis.key === "Enter" && gebeurtenis.target.matches("input")) {
      gebeurtenis.preventDefault();
      if (gebeurtenis.target.matches("[type=text]")) naar(cel.parentElement, 1);
      else toonRegels(cel);
    } else if (beweeg(gebeurtenis, cel)) gebeurtenis.preventDefault();
  });
  document.addEventListener("keydown", (gebeurtenis) => {
    if (gebeurtenis.ctrlKey || gebeurtenis.metaKey || gebeurtenis.altKey || venster.open) return;
    const typt = gebeurtenis.target.matches("input[type=text], textarea, select");
    if (gebeurtenis.key === "Escape") {
      if (gebeurtenis.target === q) q.value = "";
      filter();
      hulp.open = false;
    } else if (!typt && (gebeurtenis.key === "/" || gebeurtenis.key === "?")) {
      gebeurtenis.preventDefault();
      if (gebeurtenis.key === "/") return q.focus();
      hulp.open = true;
      hulp.querySelector("summary").focus();
    }
  });

  // The rows behind a cell or a party, over the sheet.
  const venster = document.createElement("dialog");
  venster.className = "rooster-venster";
  venster.setAttribute("aria-label", balk.dataset.regels);
  rooster.append(venster);
  async function haal(adres) {
    const antwoord = await fetch(adres);
    if (!antwoord.ok || antwoord.redirected) return location.assign(adres);
    const blad = new DOMParser().parseFromString(await antwoord.text(), "text/html");
    const dicht = document.createElement("button");
    dicht.className = "knop knop-tweede";
    dicht.textContent = balk.dataset.sluit;
    dicht.addEventListener("click", () => venster.close());
    venster.replaceChildren(...blad.querySelector(".pagina").children, dicht);
    venster.showModal();
  }
  function toonRegels(cel) {
    const link = cel.parentElement.cells[0].querySelector("a[href]");
    const slug = koppen[cel.cellIndex].dataset.thema;
    if (link) haal(slug ? `${link.href}&thema=${slug}` : link.href);
  }
  lijf.addEventListener("click", (gebeurtenis) => {
    const link = gebeurtenis.target.closest("th a[href]");
    if (!link || gebeurtenis.ctrlKey || gebeurtenis.metaKey || gebeurtenis.shiftKey) return;
    gebeurtenis.preventDefault();
    haal(link.href);
  });

  // Always an empty line for who is new.
  function nogEenRegel() {
    const regels = [...lijf.querySelectorAll(".rooster-nieuw")], laatste = regels.at(-1);
    if (!laatste?.querySelector("[type=text]").value) return;
    const oud = laatste.dataset.nieuw, nummer = Number(oud) + 1;
    const nieuw = laatste.cloneNode(true);
    for (const weg of nieuw.querySelectorAll("fieldset, .errorlist, [type=hidden], datalist")) weg.remove();
    nieuw.dataset.nieuw = nummer;
    for (const element of nieuw.querySelectorAll("*")) {
      for (const naam of ["id", "for", "name", "aria-labelledby"]) {
        const waarde = element.getAttribute(naam);
        if (waarde) element.setAttribute(naam, waarde.replace(new RegExp(`^(nieuw|n)${oud}(?=\\b|_)`), `$1${nummer}`));
      }
      if (element.type === "checkbox") element.checked = false;
      if (element.type === "text") {
        element.value = "";
        element.removeAttribute("list");
      }
    }
    lijf.append(nieuw);
    richtIn();
  }

  const alles = tabel.querySelector("[value=alles]");
  rooster.addEventListener("input", ({ target }) => {
    if (target === alles) {
      for (const vak of lijf.querySelectorAll("tr:not([hidden]) .k input")) vak.checked = target.checked;
    }
    if (target.matches(".rooster-nieuw [type=text]")) nogEenRegel();
    vertel();
  });
  // All that is shown, and not what is out of sight: each box speaks for itself.
  alles?.removeAttribute("name");
  balk.querySelector("[name=meer]")?.remove();

  // Nothing filled in is lost by going elsewhere, where no draft is kept of it; saved or undone, the sheet shows what it showed.
  const isConcept = Boolean(formulier.querySelector("[data-concept]"));
  let bewaart = false;
  const gebied = tabel.parentElement;
  addEventListener("beforeunload", (gebeurtenis) => {
    if (aantal && !bewaart && !isConcept) gebeurtenis.preventDefault();
  });
  const meer = document.getElementById("rooster-meer");
  document.addEventListener("submit", ({ target }) => {
    bewaart ||= target === formulier;
    if (!bewaart && !target.closest(".meldingen")) return;
    const plek = [location.pathname, scrollY, gebied.scrollTop, gebied.scrollLeft];
    const keuze = [q.value, toon.value, meer?.checked, thema?.value];
    sessionStorage.setItem("rooster", JSON.stringify([...plek, ...keuze]));
  });
  const [pad, y, boven, links, ...keuze] = JSON.parse(sessionStorage.getItem("rooster") ?? "[]");
  sessionStorage.removeItem("rooster");
  if (pad === location.pathname && !rooster.querySelector("[autofocus]")) {
    if (heel) [q.value, toon.value] = keuze;
    if (heel && thema) thema.value = keuze[3];
    if (meer) meer.checked = keuze[2];
    addEventListener("load", () => {
      gebied.scrollTo(links, boven);
      scrollTo(0, y);
    });
  }
  richtIn();
  vertel();
  filter();
}

document.querySelectorAll("[data-rooster]").forEach(begin);
