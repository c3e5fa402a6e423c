import type { KeyboardEvent } from 'react';

/** What single letters do while a panel has the focus. */
export type PanelKeys = Readonly<Record<string, (() => void) | undefined>>;

const typing = 'input, textarea, select, [contenteditable="true"], [role="combobox"]';

/** Whether somebody types there. */
export const typesInto = (target: EventTarget | null): boolean => target instanceof Element && !!target.closest(typing);

/** Single letters can be switched off (WCAG 2.1.4): the officer's choice is marked on the document. */
export const lettersOn = (): boolean => document.documentElement.dataset['letters'] !== 'off';

/** Single letters of a panel: never while somebody types or composes, never with another key held. */
export function panelKeys(keys: PanelKeys) {
  return (event: KeyboardEvent<HTMLElement>): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey || !lettersOn()) return;
    if (typesInto(event.target)) return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  };
}
