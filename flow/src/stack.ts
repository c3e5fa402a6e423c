import { z } from 'zod';

const BureauAddresses = z.object({
  code: z.string(),
  name: z.string(),
  /** Where browsers find the bureau's console. */
  console: z.string(),
  intake: z.string(),
  review: z.string(),
  production: z.string(),
});

/** Where everything of a running local stack answers; the stories read it from the variable YIDI_STACK. */
export const Stack = z.object({
  identity: z.string(),
  registry: z.string(),
  credit: z.string(),
  sms: z.string(),
  cardMachine: z.string(),
  /** Card reader and finger scanner of every desk here. */
  devices: z.string(),
  clock: z.string(),
  bureaus: z.array(BureauAddresses),
  /** The administrator's access, for stories that look at what lies on Kafka. */
  kafka: z.object({ brokers: z.string(), username: z.string(), password: z.string() }),
  /** The superuser's address of the database server, for stories that look at what is stored. */
  postgres: z.string(),
  /** Folder with one log per process. */
  logs: z.string(),
  /** In tests only: POST /<process>/{crash,kill,stop,start}, e.g. /990202.review/kill, /kafka/start; GET / lists them. */
  control: z.string().optional(),
});
export type Stack = z.infer<typeof Stack>;
