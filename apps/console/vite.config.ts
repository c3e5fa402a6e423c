import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const stylesOfAntd = '@rc-component/util/es/Dom/dynamicCSS.js';
const takesNonce = 'if (csp?.nonce) {\n    styleNode.nonce = csp?.nonce;\n  }';

/** antd measures scroll bars with a style of its own, to which it hands no nonce: it gets the page's. */
function nonceForEveryStyle(): Plugin {
  return {
    name: 'nonce for every style',
    transform(code, id) {
      if (!id.endsWith(stylesOfAntd)) return undefined;
      if (!code.includes(takesNonce)) throw new Error('antd writes its styles in another way now: see to their nonce');
      const own = `document.querySelector('meta[property="csp-nonce"]')?.nonce`;
      return { code: code.replace(takesNonce, `styleNode.nonce = csp?.nonce ?? ${own} ?? '';`), map: null };
    },
  };
}

/** The officers' pages, for the browsers that bureaus have (Chromium 90); the nonce's place is filled in for each page. */
export default defineConfig({
  root: 'web',
  base: '/office/',
  plugins: [react(), nonceForEveryStyle()],
  html: { cspNonce: 'YIDI_NONCE' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'chrome90',
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
});
