// A long table is looked through in pieces: this asks for one after the other and shows how far
// it is. Without this module a button asks for the next piece.
const formulier = document.querySelector("form[data-stukken]");
const balk = formulier.querySelector("progress");

async function vraagStuk() {
  const antwoord = await fetch(formulier.action, {
    method: "POST",
    body: new FormData(formulier),
    headers: { Accept: "application/json" },
  });
  if (!antwoord.ok) throw new Error(antwoord.status);
  return antwoord.json();
}

async function ga() {
  formulier.querySelector("button").hidden = true;
  try {
    for (let klaar = false; !klaar; ) {
      const { gedaan, totaal } = await vraagStuk();
      balk.max = totaal;
      balk.value = gedaan;
      klaar = gedaan >= totaal;
    }
    location.reload();
  } catch {
    formulier.querySelector("button").hidden = false;
  }
}

ga();
