import type { KeyboardEvent } from 'react';

/** What single letters do while a panel has the focus. */
export type PanelKeys = Readonly<Record<string, (() => void) | undefined>>;

const typing = 'input, textarea, select, [contenteditable="true"], [role="combobox"]';

/** Single letters of a panel: never while somebody types or composes, never with another key held. */
export function panelKeys(keys: PanelKeys) {
  return (event: KeyboardEvent<HTMLElement>): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target instanceof Element && event.target.closest(typing)) return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  };
}
