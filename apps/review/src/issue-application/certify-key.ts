/** Token of the private key that signs certifications. */
export const CERTIFY_KEY = Symbol('certify key');
