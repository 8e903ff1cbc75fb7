import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startI18n } from './i18n/i18n.ts';
import { currentTheme, showTheme } from './theme.ts';
import './styles.css';

void start();

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no #root');
  showTheme(currentTheme());
  // What the home page says; other pages bring their own words.
  await startI18n(['common', 'home']);
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
