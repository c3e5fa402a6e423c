import { createContext, type RefObject, useContext, useEffect } from 'react';

/** What the officer has typed about a case, by field: kept when the forms go because somebody took the case. */
export const TypedTexts = createContext<RefObject<Map<string, string>> | null>(null);

/** Tells the page what stands in a form now. */
export function useTyped(texts: Readonly<Record<string, string>>): void {
  const typed = useContext(TypedTexts);
  useEffect(() => {
    for (const [field, text] of Object.entries(texts)) typed?.current.set(field, text);
  });
}
