// Runs before the first paint (a classic script, not a module), so that a chosen theme never flashes.
// Private windows may forbid storage: then the system's choice stands.
try {
  const chosen = localStorage.getItem("practice-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  const view = localStorage.getItem("practice-view");
  if (view === "compact") document.documentElement.dataset.view = view;
} catch {
  /* no storage, no choice */
}
