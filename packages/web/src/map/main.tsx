import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from '../i18n/i18n.ts';
import { PageBoundary } from '../parts/page-boundary.tsx';
import { ToastProvider } from '../parts/toasts.tsx';
import { currentTheme, showTheme } from '../theme.ts';
import { takeKeyFromAddress } from './page/key-in-address.ts';
import { LiveMap } from './page/live-map.tsx';
import '../styles.css';
import './map.css';

void start();

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no #root');
  const key = takeKeyFromAddress();
  showTheme(currentTheme());
  await startI18n(['common', 'map']);
  createRoot(root).render(
    <StrictMode>
      <ToastProvider>
        <PageBoundary>
          <LiveMap givenKey={key} />
        </PageBoundary>
      </ToastProvider>
    </StrictMode>,
  );
}
