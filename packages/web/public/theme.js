// The chosen theme, before anything is painted. A file of its own: the Content-Security-Policy allows no inline script.
try {
  const theme = localStorage.getItem('usher.theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing has no choice of its own.
}
