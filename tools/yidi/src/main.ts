/* The operator's command line; `--help` says what it can do. */
import { readFileSync } from 'node:fs';
import {
  type Address,
  bureauRights,
  DirectoryFault,
  directoryFile,
  directoryTexts,
  type KafkaAccess,
  KeyFileFault,
  provisionBureau,
  provisionDirectory,
  publishDirectory,
} from '@yidi/messaging';
import { inWords, Sentence } from '@yidi/stack/sentence';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { bureauFolder, type KeyHolder, keyHolders } from './bureau-folder.js';
import {
  changedEntries,
  checkDirectory,
  directoryLines,
  newAuthority,
  published,
  readAuthority,
  readDirectory,
  readEntries,
  signed,
  systemClock,
} from './directory.js';
import { examine } from './doctor.js';
import { tellFindings } from './finding.js';
import { joinBureau } from './join.js';
import { newKeys, revokeKey, rotateKeys, showKeys } from './keys.js';
import { checkedReceipt, receiptLine } from './receipt.js';
import { type Row, table, talk, type Talk } from './talk.js';

const EXIT = { failed: 1, usage: 2 } as const;

const program = new Command('yidi')
  .description('Keys, the directory, a bureau that joins, a look at one that runs, and at a receipt.')
  .option('--json', 'results as JSON')
  .configureHelp({ showGlobalOptions: true })
  .exitOverride()
  .addHelpText(
    'after',
    `
Results go to standard output, progress to standard error. Exit code: 0 done, 1 failed or a fault was found, 2 wrong use.
Kafka is found by KAFKA_BROKERS, KAFKA_USERNAME, KAFKA_PASSWORD and, for TLS, KAFKA_SSL_CA_FILE.

Examples:
  yidi directory authority authority.json                      once, nation-wide
  yidi keys new about.json /etc/yidi                           on the bureau's own machine
  yidi join about.json --folder /etc/yidi --authority-key authority.json --create-user
  yidi --json keys show /etc/yidi
  yidi doctor --env-file /etc/yidi/intake/service.env`,
  );

const speaking = (): Talk => talk({ json: program.opts<{ json?: boolean }>().json === true });

function whole(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('it must be a whole number above 0');
  return Number(text);
}

function instant(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError('it must be a time like 2026-11-23T08:00:00Z');
  return at;
}

function address(text: string): Address {
  const [, bureau, service] = /^(\d{6})\/([a-z-]+)$/.exec(text) ?? [];
  if (!bureau || !service) throw new InvalidArgumentError('it must be bureau/service, like 990202/review');
  return { bureau, service };
}

function bureauCode(text: string): string {
  if (!/^\d{6}$/.test(text)) throw new InvalidArgumentError('it must be six digits');
  return text;
}

function holder(text: string): KeyHolder {
  const found = keyHolders.find((name) => name === text);
  if (!found) throw new InvalidArgumentError(`it must be one of ${keyHolders.join(', ')}`);
  return found;
}

function kafkaAccess(): KafkaAccess {
  const { KAFKA_BROKERS, KAFKA_USERNAME, KAFKA_PASSWORD, KAFKA_SSL_CA_FILE } = process.env;
  if (!KAFKA_BROKERS || !KAFKA_USERNAME || !KAFKA_PASSWORD) {
    throw new Sentence('KAFKA_BROKERS, KAFKA_USERNAME and KAFKA_PASSWORD say how to reach Kafka: set them.');
  }
  const ssl = KAFKA_SSL_CA_FILE ? { ssl: { ca: readFileSync(KAFKA_SSL_CA_FILE, 'utf8') } } : {};
  return { brokers: KAFKA_BROKERS.split(','), username: KAFKA_USERNAME, password: KAFKA_PASSWORD, ...ssl };
}

/** Rows for people, the same as JSON for programs. */
function show(rows: readonly Row[]): void {
  const out = speaking();
  for (const line of table(rows)) out.result(line);
  out.data(rows);
}

const authorityKey = new Option('--authority <key>', "the authority's public key")
  .env('DIRECTORY_AUTHORITY_KEY')
  .makeOptionMandatory();
const signingKey = new Option(
  '--authority-key <place>',
  "the authority's private key: a file of mode 0600, env:NAME or mounted:<path>",
).makeOptionMandatory();
const validDays = new Option('--days <days>', 'how long the directory is good').default(90).argParser(whole);

const keys = program.command('keys').description("A bureau's own keys, in its own folder");
keys
  .command('new <about.json> <folder>')
  .description('makes the keys of all services, and the entry for the directory; writes over nothing')
  .action((about: string, folder: string) => {
    newKeys(about, folder, new Date());
    speaking().doing(`give ${bureauFolder(folder).entry} to the authority; nothing else leaves the folder`);
    show(showKeys(folder, new Date()));
  });
keys
  .command('rotate')
  .description('adds new keys; the old ones stay in force for a while')
  .argument('<folder>')
  .argument('<service>', keyHolders.join(', '), holder)
  .addOption(new Option('--overlap-days <days>', 'how long the old keys stay').default(30).argParser(whole))
  .addHelpText(
    'after',
    '\nThen publish a directory with the new entry, and restart the service. It signs with the new key once the directory lists it.',
  )
  .action((folder: string, service: KeyHolder, { overlapDays }: { overlapDays: number }) =>
    show(rotateKeys(folder, service, { now: new Date(), overlapDays })),
  );
keys
  .command('revoke')
  .description('notes that a key counts no more; takes effect with the next directory')
  .argument('<folder>')
  .argument('<kid>')
  .addOption(new Option('--at <time>', 'from when on; now, if left out').argParser(instant))
  .action((folder: string, kid: string, { at }: { at?: Date }) => show([revokeKey(folder, kid, at ?? new Date())]));
keys
  .command('show <folder>')
  .description('lists the keys with their states')
  .action((folder: string) => show(showKeys(folder, new Date())));

const directory = program.command('directory').description("The authority's signed list of bureaus and their keys");
directory
  .command('authority <file>')
  .description('makes the key that signs the directory; prints its public half')
  .action((file: string) => {
    const publicKey = newAuthority(file);
    speaking().result(publicKey);
    speaking().data({ publicKey });
  });
directory
  .command('build <entry.json...>')
  .description('prints the entries of the next directory: those of the present one with these put in or exchanged')
  .option('--from <directory.json>', 'the present directory')
  .addOption(new Option('--authority <key>', "the authority's public key").env('DIRECTORY_AUTHORITY_KEY'))
  .option('--without <bureau...>', 'bureaus to leave out')
  .action(
    (files: string[], { from, authority, without }: { from?: string; authority?: string; without?: string[] }) => {
      if (from !== undefined && !authority) throw new Sentence('--from needs --authority or DIRECTORY_AUTHORITY_KEY.');
      const current = from === undefined || !authority ? undefined : readDirectory(from, authority);
      const entries = changedEntries(current, { entries: readEntries(files), ...(without && { without }) });
      process.stdout.write(`${JSON.stringify(entries, null, 1)}\n`);
    },
  );
directory
  .command('sign <entries.json>')
  .description('prints the signed directory; needs no network')
  .addOption(signingKey)
  .addOption(new Option('--number <number>', 'higher than every one before; the time, if left out').argParser(whole))
  .addOption(validDays)
  .action(
    (file: string, { authorityKey: place, number, days }: { authorityKey: string; number?: number; days: number }) => {
      const next = number ?? Math.floor(Date.now() / 1000);
      process.stdout.write(`${signed(readEntries([file]), readAuthority(place), { number: next, days })}\n`);
    },
  );
directory
  .command('publish <directory.json>')
  .description('writes a signed directory to its topic; refuses one older than what is there')
  .addOption(authorityKey)
  .action(async (file: string, { authority }: { authority: string }) => {
    const next = readDirectory(file, authority);
    await provisionDirectory(kafkaAccess());
    const current = await published(kafkaAccess(), authority);
    if (current && current.number >= next.number) {
      throw new Sentence(`Number ${current.number} is published already: sign this one under a higher number.`);
    }
    await publishDirectory(kafkaAccess(), directoryTexts(readFileSync(file, 'utf8')));
    speaking().result(`directory ${next.number} is published`);
    speaking().data({ number: next.number });
  });

async function given(file: string | undefined, authority: string) {
  const found = file === undefined ? await published(kafkaAccess(), authority) : readDirectory(file, authority);
  if (!found) throw new Sentence('No directory is published.');
  return found;
}

directory
  .command('show [directory.json]')
  .description('lists the bureaus of a file, or of what is published')
  .option('--file', 'prints the directory itself, to be used as DIRECTORY_FILE')
  .addOption(authorityKey)
  .action(async (path: string | undefined, { authority, file }: { authority: string; file?: boolean }) => {
    const found = await given(path, authority);
    if (file) return void process.stdout.write(`${directoryFile(found.texts)}\n`);
    speaking().doing(`number ${found.number}, until ${found.expiresAt.toISOString()}`);
    return show(directoryLines(found));
  });
directory
  .command('check [directory.json]')
  .description(
    'looks for what will make trouble: keys and dates that run out, divisions claimed twice, unknown bureaus',
  )
  .addOption(authorityKey)
  .action(async (path: string | undefined, { authority }: { authority: string }) => {
    const findings = checkDirectory(await given(path, authority), systemClock.now());
    if (!tellFindings(speaking(), findings)) process.exitCode = EXIT.failed;
  });

const layout = {
  partitions: new Option('--partitions <count>', 'of the inbox').default(3).argParser(whole),
  replication: new Option('--replication <count>', 'copies of each record').default(1).argParser(whole),
  minInSync: new Option('--min-in-sync <count>', 'copies that must be written').default(1).argParser(whole),
};
type Layout = { partitions: number; replication: number; minInSync: number };

program
  .command('rights')
  .description("the rights of a bureau's Kafka user as commands for Kafka's own tool, or set at once")
  .argument('<bureau>', 'its code', bureauCode)
  .option('--apply', 'creates the inbox and sets the rights, taking surplus ones away')
  .addOption(layout.partitions)
  .addOption(layout.replication)
  .addOption(layout.minInSync)
  .action(async (bureau: string, { apply, ...how }: Layout & { apply?: boolean }) => {
    if (apply) await provisionBureau(kafkaAccess(), { bureau, ...how });
    const rights = bureauRights(bureau);
    for (const { resource, name, pattern, operations } of rights) {
      const allowed = operations.map((operation) => `--operation ${operation}`).join(' ');
      const what = `--${resource} ${name} --resource-pattern-type ${pattern}`;
      speaking().result(`kafka-acls.sh --add --allow-principal User:${bureau} ${allowed} ${what}`);
    }
    speaking().data(rights);
  });

program
  .command('join <about.json>')
  .description(
    'lets a bureau join a running system: keys, Kafka user, inbox and rights, directory, a test letter there and back',
  )
  .requiredOption('--folder <folder>', "the bureau's own folder; keys that are there stay")
  .addOption(signingKey)
  .option(
    '--create-user',
    "makes the bureau's Kafka user (needs Java and Maven); else kafka-password lies in the folder",
  )
  .option('--first', 'there is no directory yet: this is the first bureau')
  .addOption(new Option('--ask <bureau/service>', 'who is sent the test letter').argParser(address))
  .addOption(validDays)
  .addOption(layout.partitions)
  .addOption(layout.replication)
  .addOption(layout.minInSync)
  .action(
    async (
      aboutFile: string,
      options: Layout & {
        folder: string;
        authorityKey: string;
        createUser?: boolean;
        first?: boolean;
        ask?: Address;
        days: number;
      },
    ) => {
      const { folder, authorityKey: place, createUser = false, first = false, ask, days, ...rest } = options;
      const authority = readAuthority(place);
      await joinBureau(
        { aboutFile, folder, authority, admin: kafkaAccess(), createUser, first, ask, days, layout: rest },
        speaking(),
      );
    },
  );

program
  .command('receipt <proof> <directory.json>')
  .description('whether a receipt is genuine, by the text of its second code; needs no network')
  .addOption(authorityKey)
  .addHelpText('after', '\nPrints genuine, revoked, not genuine or unreadable. Exit code 0 only for genuine.')
  .action((proof: string, file: string, { authority }: { authority: string }) => {
    const directory = readDirectory(file, authority);
    speaking().doing(`by directory ${directory.number}, until ${directory.expiresAt.toISOString()}`);
    const checked = checkedReceipt(proof, directory, systemClock.now());
    speaking().result(receiptLine(checked));
    speaking().data(checked);
    if (checked.verdict !== 'genuine') process.exitCode = EXIT.failed;
  });

program
  .command('doctor')
  .description(
    'looks after one service as it is configured: keys, clock, topics, rights, directory, a letter there and back',
  )
  .option('--env-file <file...>', "the service's variables; else those of this shell")
  .addOption(
    new Option('--ask <bureau/service>', "who is asked, may be repeated; else all services of one's own bureau")
      .argParser((text: string, before: Address[]) => [...before, address(text)])
      .default([], 'own bureau'),
  )
  .action(async ({ envFile = [], ask }: { envFile?: string[]; ask: Address[] }) => {
    for (const file of envFile) process.loadEnvFile(file);
    if (!tellFindings(speaking(), await examine(process.env, ask))) process.exitCode = EXIT.failed;
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : EXIT.usage;
  } else {
    const told = error instanceof KeyFileFault || error instanceof DirectoryFault ? error.message : inWords(error);
    process.stderr.write(`${told}\n`);
    process.exitCode = EXIT.failed;
  }
}
