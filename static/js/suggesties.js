// Names that are there already, while somebody types one. Without this module the form says so
// after it was sent.
function volg(veld) {
  const lijst = document.createElement("datalist");
  lijst.id = `${veld.id}_lijst`;
  veld.after(lijst);
  veld.setAttribute("list", lijst.id);
  let wacht, vorige;
  veld.addEventListener("input", () => {
    clearTimeout(wacht);
    wacht = setTimeout(async () => {
      const vraag = veld.value.trim();
      if (vraag.length < 2 || vraag === vorige) return;
      vorige = vraag;
      const antwoord = await fetch(`${veld.dataset.suggesties}?q=${encodeURIComponent(vraag)}`);
      if (!antwoord.ok) return;
      const blad = new DOMParser().parseFromString(await antwoord.text(), "text/html");
      lijst.replaceChildren(...blad.querySelectorAll("option"));
    }, 250);
  });
}

// Also where a field came to the page later.
document.addEventListener("focusin", ({ target }) => {
  if (target.matches("input[data-suggesties]:not([list])")) volg(target);
});
