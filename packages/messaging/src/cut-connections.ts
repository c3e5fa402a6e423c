interface Connection {
  on(event: 'error', listener: () => void): unknown;
}

/**
 * For the options of pg's pool. A connection that the server cuts at the very moment at which it is handed over has no listener yet, and
 * the error would end the process; with this its next user gets the error instead.
 */
export const survivesCuts = {
  onConnect: (connection: Connection): void => {
    connection.on('error', () => undefined);
  },
};
