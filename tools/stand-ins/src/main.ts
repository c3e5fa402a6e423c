import { readConfig } from './config.js';
import { startStandIns } from './stand-ins.js';

try {
  const { setup, exitsWithParent } = readConfig(process.env);
  const { addresses, stop } = await startStandIns(setup);
  for (const [name, address] of Object.entries(addresses)) console.log(`${name} ${address}`);

  const end = () => void stop().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  if (exitsWithParent) process.once('disconnect', end);
} catch (error) {
  console.error(`The stand-ins do not start: ${reasonOf(error)}`);
  process.exit(1);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!('code' in error) || error.code !== 'EADDRINUSE') return error.message;
  return `${error.message}. End what listens there, or choose another YIDI_PORT_BASE.`;
}
