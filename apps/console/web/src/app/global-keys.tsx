import { lazy, Suspense, useEffect, useState } from 'react';
import { lettersOn, typesInto } from '../ui/panel-keys.js';

const Palette = lazy(async () => ({ default: (await import('./palette.js')).Palette }));
const KeysHelp = lazy(async () => ({ default: (await import('./keys-help.js')).KeysHelp }));

const firstField = '.scan-box, .filters input, .filters button';

/** Keys that work on every page: Ctrl+K, and where single letters are on, `?` and `/`. */
export function GlobalKeys() {
  const [open, setOpen] = useState<'palette' | 'help'>();
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.isComposing || event.altKey) return;
      const palette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
      if (palette) setOpen((now) => (now === 'palette' ? undefined : 'palette'));
      else if (event.ctrlKey || event.metaKey || typesInto(event.target) || !lettersOn()) return;
      else if (event.key === '?') setOpen('help');
      else if (event.key === '/') document.querySelector<HTMLElement>(firstField)?.focus();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  const close = (): void => setOpen(undefined);
  return (
    <Suspense fallback={null}>
      {open === 'palette' && <Palette onClose={close} onHelp={() => setOpen('help')} />}
      {open === 'help' && <KeysHelp onClose={close} />}
    </Suspense>
  );
}
