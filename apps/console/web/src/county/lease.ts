import { useQueryClient } from '@tanstack/react-query';
import type { ReviewView } from '@yidi/contracts';
import { useEffect } from 'react';
import { holdReview, reviewQuery } from '../api/review.js';

const lookEveryMs = 60_000;

/** While an officer types or points, their case is held on; whoever leaves it lets the lease run out. */
export function useLease({ applicationId: id }: Pick<ReviewView, 'applicationId'>, mine: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!mine) return undefined;
    let worked = false;
    const work = (): void => {
      worked = true;
    };
    const hold = async (): Promise<void> => {
      if (!worked) return;
      worked = false;
      const { claimedUntil } = await holdReview(id);
      for (const purpose of [undefined, 'handling'] as const) {
        queries.setQueryData<ReviewView>(reviewQuery(id, purpose).queryKey, (the) => the && { ...the, claimedUntil });
      }
    };
    // What cannot be held any more is seen at the next live change, or at the act.
    const look = setInterval(() => void hold().catch(() => undefined), lookEveryMs);
    document.addEventListener('keydown', work);
    document.addEventListener('pointerdown', work);
    return () => {
      clearInterval(look);
      document.removeEventListener('keydown', work);
      document.removeEventListener('pointerdown', work);
    };
  }, [id, mine, queries]);
}
