import { connect, type Socket } from 'node:net';

const headEnd = '\r\n\r\n';

/** One HTTP connection kept open, with one request on it at a time: a load generator that costs next to nothing itself. */
export class Connection {
  private received = '';
  private answered: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (piece: string) => this.take(piece));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('the connection was closed')));
  }

  static open(address: string): Promise<Connection> {
    const { hostname, port, host } = new URL(address);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Connection(socket, host)));
    });
  }

  /** Posts an empty body; resolves with the status once the whole answer is here. */
  post(path: string, headers: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.answered = { resolve, reject };
      this.socket.write(`POST ${path} HTTP/1.1\r\nhost: ${this.host}\r\ncontent-length: 0\r\n${headers}\r\n`);
    });
  }

  close(): void {
    this.answered = undefined;
    this.socket.destroy();
  }

  private take(piece: string): void {
    this.received += piece;
    const end = this.received.indexOf(headEnd);
    if (end < 0) return;
    const head = this.received.slice(0, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (this.received.length < end + headEnd.length + length) return;
    this.received = '';
    const { answered } = this;
    this.answered = undefined;
    answered?.resolve(Number(head.slice(9, 12)));
  }

  private fail(error: Error): void {
    this.answered?.reject(error);
    this.answered = undefined;
  }
}
