/** What is wrong with a directory that is not used. */
export type DirectoryFaultReason = 'unsigned' | 'incomplete' | 'malformed' | 'older';

/** Why a directory is not used: not the authority's, not whole, not of a known form, or older than the one in use. */
export class DirectoryFault extends Error {
  override readonly name = 'DirectoryFault';
  constructor(
    readonly reason: DirectoryFaultReason,
    message: string,
  ) {
    super(message);
  }
}
