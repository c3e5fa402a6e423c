import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';

/** Leads to an empty form under an id of its own. */
export function NewDraftLink({ children }: { readonly children: ReactNode }) {
  const [draft] = useState(() => crypto.randomUUID());
  return (
    <Link to="/desk/new/$draft" params={{ draft }} search={{ fresh: 'yes' }} className="primary-link">
      {children}
    </Link>
  );
}
