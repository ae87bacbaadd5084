// Say so when a passkey was refused or the browser gave up.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("sleutel-fout").hidden = false;
});
