// Runs before the first paint, so that a page never flashes in the wrong colours.
(() => {
  try {
    const theme = localStorage.getItem("selfhelp-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    if (localStorage.getItem("selfhelp-provenance") === "reported") {
      document.documentElement.dataset.provenance = "reported";
    }
  } catch {
    // A browser that keeps nothing shows the device's colours.
  }
})();

// Voilà calls this every few seconds while a slow page is still being made.
window.voila_heartbeat = () => {};
