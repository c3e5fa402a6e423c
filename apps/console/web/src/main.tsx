import './older-browsers.js';
import 'antd/dist/reset.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { bureausQuery } from './api/intake.js';
import { meQuery } from './api/me.js';
import { queries } from './api/queries.js';
import { App } from './app/app.js';
import { router } from './app/routes.js';
import { startWords } from './i18n/index.js';
import './app/shell.css';

// What every page needs is on its way while the first one is made.
void queries.prefetchQuery(meQuery);
void queries.prefetchQuery(bureausQuery);
void router.load();

const root = document.getElementById('root');
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
await startWords();
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App nonce={nonce} />
    </StrictMode>,
  );
}
