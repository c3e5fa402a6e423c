/** What is used of a connection with the rights of the owner. */
interface Owner {
  query(sql: string): Promise<unknown>;
}

/**
 * To be run by the owner once on a database that was restored from a backup, while its service stands still: the numbers that
 * were given after the backup are not given again, peers are told at once what is here, and the inbox is read again. The epoch
 * is the minute of the restore, so that two restores of one backup never share one.
 */
export async function raiseEpoch(owner: Owner): Promise<void> {
  await owner.query(`
    update letters_state set read_again = true,
      epoch = greatest(epoch + 1, floor(extract(epoch from clock_timestamp()) / 60)::integer)`);
  await owner.query('update letters_peers set counts_sent_at = null');
}
