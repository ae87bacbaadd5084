// The points of an agenda: moved up and down where they stand, and one more, without a request.
// The server does the same (werkplek/formulieren/punten.py) when this module isn't there.
const STAP = 10;
const gebied = document.querySelector("[data-punten]");
const lijst = gebied?.querySelector("ol");
const status = gebied?.querySelector("[role=status]");

const veld = (punt, naam) => punt.querySelector(`[name$="-${naam}"]`);
const gevuld = (punt) => veld(punt, "tekst").value.trim() || veld(punt, "sleutel").value;

// Each keeps the number of a place when all have one of their own, or only their order is sure.
function nummer() {
  const velden = [...lijst.children].filter(gevuld).map((punt) => veld(punt, "volgorde"));
  const plaatsen = velden.map((een) => (een.value ? Number(een.value) : NaN));
  const heel = plaatsen.every(Number.isFinite) && new Set(plaatsen).size === plaatsen.length;
  plaatsen.sort((een, ander) => een - ander);
  velden.forEach((een, i) => (een.value = heel ? plaatsen[i] : (i + 1) * STAP));
}

function verplaats(punt, waarheen) {
  const buur = waarheen === "omhoog" ? punt.previousElementSibling : punt.nextElementSibling;
  if (buur) buur[waarheen === "omhoog" ? "before" : "after"](punt);
  nummer();
  const plaats = [...lijst.children].indexOf(punt) + 1;
  status.textContent = `${veld(punt, "tekst").value}: ${status.dataset.plaats} ${plaats}`;
}

function voegToe() {
  const leeg = [...lijst.children].find((punt) => !gevuld(punt));
  if (leeg) return veld(leeg, "tekst").focus();
  const aantal = gebied.querySelector(`[name="${gebied.dataset.punten}-TOTAL_FORMS"]`);
  const nieuw = gebied.querySelector("template").content.cloneNode(true).firstElementChild;
  for (const een of nieuw.querySelectorAll("*")) {
    for (const { name, value } of [...een.attributes]) {
      een.setAttribute(name, value.replace("__prefix__", aantal.value));
    }
  }
  aantal.value = Number(aantal.value) + 1;
  nieuw.id = `${gebied.dataset.punten}-${lijst.children.length + 1}`;
  lijst.append(nieuw);
  veld(nieuw, "tekst").focus();
}

gebied?.addEventListener("click", (gebeurtenis) => {
  const knop = gebeurtenis.target.closest("button");
  if (knop?.name === "verplaats") {
    verplaats(knop.closest("li"), knop.value.split(" ")[0]);
    knop.focus();
  } else if (knop?.name === "meer") {
    voegToe();
  } else return;
  gebeurtenis.preventDefault();
});

gebied?.addEventListener("keydown", (gebeurtenis) => {
  const waarheen = { ArrowUp: "omhoog", ArrowDown: "omlaag" }[gebeurtenis.key];
  // In a list of choices Alt with an arrow opens that list.
  const punt = !gebeurtenis.target.matches("select") && gebeurtenis.target.closest("li");
  if (!gebeurtenis.altKey || !waarheen || !punt) return;
  gebeurtenis.preventDefault();
  verplaats(punt, waarheen);
  gebeurtenis.target.focus();
});
