/** Who may look at reviews without acting on them. */
export const viewers = ['reviewer', 'issuer', 'supervisor', 'auditor'] as const;
