"use strict";
// Puts the rich editor over the text area, which stays what the form sends.
(() => {
  const area = document.getElementById("query");
  const place = document.getElementById("rich");
  const Yasqe = window.Yasgui && window.Yasgui.Yasqe;
  if (!Yasqe) return;
  // Completion of prefixes, classes and properties asks servers elsewhere.
  for (const name of Object.keys(Yasqe.Autocompleters || {})) {
    if (name !== "variables") delete Yasqe.Autocompleters[name];
  }
  Yasqe.defaults.autocompleters = ["variables"];
  const editor = new Yasqe(place, {
    value: area.value,
    persistenceId: null,
    showQueryButton: false,
    createShareableLink: null,
    resizeable: false,
    consumeShareLink: null,
  });
  area.hidden = true;
  const send = () => {
    area.value = editor.getValue();
  };
  editor.on("change", send);
  area.form.addEventListener("submit", send);
  editor.setOption("extraKeys", { "Ctrl-Enter": () => area.form.requestSubmit(), "Cmd-Enter": () => area.form.requestSubmit() });
  editor.refresh();
})();
