import { spawn } from 'node:child_process';
import { Sentence } from '../sentence.js';

/* Reads lines on standard input; when that ends (its parent is gone, however it died), it ends what is still listed. */
const script = `
trap '' INT TERM HUP
pids=''; folders=''
while read -r act what signal; do
  case $act in
    watch) pids="$pids $what:$signal" ;;
    drop) kept=''; for p in $pids; do [ "\${p%%:*}" = "$what" ] || kept="$kept $p"; done; pids=$kept ;;
    folder) folders="$folders $what" ;;
  esac
done
all_gone() {
  tries=0
  while [ $tries -lt 50 ]; do
    alive=''
    for p in $pids; do kill -0 "\${p%%:*}" 2>/dev/null && alive=yes; done
    [ -z "$alive" ] && return 0
    tries=$((tries + 1)); sleep 0.1
  done
  return 1
}
for p in $pids; do kill -"\${p##*:}" "\${p%%:*}" 2>/dev/null; done
if ! all_gone; then
  for p in $pids; do kill -KILL "\${p%%:*}" 2>/dev/null; done
  all_gone
fi
for f in $folders; do rm -rf "$f" || { sleep 1; rm -rf "$f"; }; done
`;

/** Ends our children when we die without having stopped them, kill -9 included: a shell of its own session at the end of a pipe. */
export class Reaper {
  readonly #shell = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });

  #closed = false;

  constructor() {
    this.#shell.unref();
    this.#shell.stdin.on('error', () => undefined);
  }

  /** Refuses when the end has begun: what were started now nobody would end. */
  refuseWhenClosed(): void {
    if (this.#closed) throw new Sentence('Everything is being stopped.');
  }

  /** The process is ours to end, with this signal first. */
  watch(pid: number, signal: 'INT' | 'TERM' | 'KILL' = 'TERM'): void {
    this.#shell.stdin.write(`watch ${pid} ${signal}\n`);
  }

  /** The process has ended; its number may soon be somebody else's. */
  drop(pid: number): void {
    this.#shell.stdin.write(`drop ${pid}\n`);
  }

  /** A temporary folder (no blanks in its name) to remove at the end. */
  folder(path: string): void {
    this.#shell.stdin.write(`folder ${path}\n`);
  }

  /** What is still listed is ended now; resolves when nothing of it is left. */
  close(): Promise<void> {
    this.#closed = true;
    return new Promise((resolve) => {
      if (this.#shell.exitCode !== null) return resolve();
      this.#shell.ref();
      this.#shell.once('exit', () => resolve());
      this.#shell.stdin.end();
    });
  }
}
