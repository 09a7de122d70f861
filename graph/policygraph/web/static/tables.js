// What pages do beyond links and forms: tables are sorted, a comparison shows itself, a link and a picture are taken.
(() => {
  const order = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const asNumber = (text) =>
    /^[-+−]?[\d,]*\.?\d+$/.test(text) ? Number(text.replace(/,/g, "").replace("−", "-")) : NaN;

  function compare(a, b) {
    const [one, other] = [asNumber(a), asNumber(b)];
    if (!Number.isNaN(one) && !Number.isNaN(other)) return one - other;
    return Number(a === "") - Number(b === "") || order.compare(a, b);
  }

  function sort(table, column, down) {
    const body = table.tBodies[0];
    const text = (row) => row.cells[column].textContent.trim();
    const rows = [...body.rows].sort((a, b) => (down ? -1 : 1) * compare(text(a), text(b)));
    body.append(...rows);
    [...table.tHead.rows[0].cells].forEach((head, k) => {
      if (k === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  }

  // How a table is sorted stands in the address, so that it can be sent to a colleague.
  function keep(table, column, down) {
    const number = [...tables].indexOf(table);
    history.replaceState(null, "", `#sort-${number}-${column}-${down ? "down" : "up"}`);
  }

  /** @type {NodeListOf<HTMLTableElement>} */
  const tables = document.querySelectorAll("table.sorts");
  for (const table of tables) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        sort(table, column, down);
        keep(table, column, down);
      });
    });
  }

  const kept = /^#sort-(\d+)-(\d+)-(up|down)$/.exec(location.hash);
  const table = kept && tables[Number(kept[1])];
  if (table?.tHead.rows[0].cells[Number(kept[2])]) sort(table, Number(kept[2]), kept[3] === "down");

  /** @type {NodeListOf<HTMLFormElement>} */
  const asked = document.querySelectorAll("form[data-at-once]");
  for (const form of asked) {
    form.addEventListener("change", () => {
      if ([...form.querySelectorAll("select")].every((one) => one.value)) form.requestSubmit();
    });
  }

  const say = (text) => {
    document.getElementById("acted").textContent = text;
  };
  document.getElementById("copy-link")?.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      say("Copied");
    } catch {
      say(location.href);
    }
  });
  document.getElementById("save-picture")?.addEventListener("click", () => {
    const frame = /** @type {HTMLIFrameElement | null} */ (document.querySelector("iframe.picture"));
    const drawn = /** @type {HTMLButtonElement | null} */ (frame?.contentDocument?.querySelector("[data-export=png]"));
    if (drawn) drawn.click();
    else say("The picture is still being drawn");
  });
})();
