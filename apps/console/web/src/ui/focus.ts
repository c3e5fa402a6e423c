/** Where what had the focus is gone, one goes on at the heading of the part that is worked on, else of the page. */
export function goOnAtHeading(): void {
  if (document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>('main h2[tabindex], main h1[tabindex]')?.focus();
}
