// Puts the rich editor over the text area, which stays what the form sends, and offers the ontology's own names.
(() => {
  const area = /** @type {HTMLTextAreaElement} */ (document.getElementById("query"));
  const place = document.getElementById("rich");
  const names = JSON.parse(place.dataset.terms);

  // The names that go on with what stands before the cursor ("pg:Pro"), as buttons that write them out.
  const offered = document.createElement("ul");
  offered.className = "terms";
  offered.setAttribute("aria-label", "Names of the ontology");
  area.after(offered);
  function offer(before, write) {
    const begun = /\bpg:\w*$/.exec(before)?.[0] ?? "";
    const found = begun
      ? names.filter((name) => name !== begun && name.toLowerCase().startsWith(begun.toLowerCase()))
      : [];
    offered.replaceChildren(
      ...found.slice(0, 12).map((name) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = name;
        button.addEventListener("click", () => {
          write(begun, name);
          offered.replaceChildren();
        });
        item.append(button);
        return item;
      }),
    );
  }
  area.addEventListener("input", () => {
    offer(area.value.slice(0, area.selectionStart), (begun, name) => {
      area.setRangeText(name, area.selectionStart - begun.length, area.selectionStart, "end");
      area.focus();
    });
  });

  const Yasqe = /** @type {any} */ (window).Yasgui?.Yasqe;
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
    // It would mark the project's prefixes, which need no declaration here; the server says what is wrong.
    syntaxErrorCheck: false,
    consumeShareLink: null,
  });
  editor.getInputField().setAttribute("aria-label", "Query");
  area.hidden = true;
  const send = () => {
    area.value = editor.getValue();
    const cursor = editor.getCursor();
    offer(editor.getLine(cursor.line).slice(0, cursor.ch), (begun, name) => {
      const at = editor.getCursor();
      editor.replaceRange(name, { line: at.line, ch: at.ch - begun.length }, at);
      editor.focus();
    });
  };
  editor.on("change", send);
  area.form.addEventListener("submit", send);
  editor.setOption("extraKeys", {
    "Ctrl-Enter": () => area.form.requestSubmit(),
    "Cmd-Enter": () => area.form.requestSubmit(),
  });
  editor.refresh();
})();
