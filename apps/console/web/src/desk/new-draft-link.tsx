import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { v4 as newId } from 'uuid';

/** Leads to an empty form under an id of its own. */
export function NewDraftLink({ children }: { readonly children: ReactNode }) {
  const [draft] = useState(() => newId());
  return (
    <Link to="/desk/new/$draft" params={{ draft }} search={{ fresh: 'yes' }} className="primary-link">
      {children}
    </Link>
  );
}
