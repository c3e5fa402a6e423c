import { Role } from '@yidi/domain';
import { z } from 'zod';

/* What the console's own server and its pages say to each other. */

export const languages = ['zh', 'en'] as const;
export const densities = ['normal', 'compact'] as const;
export const modes = ['light', 'dark'] as const;
export const textSizes = ['normal', 'large', 'larger'] as const;

/** How an officer wants the console to look. */
export const OwnPreferences = z.object({
  language: z.enum(languages).catch('zh'),
  density: z.enum(densities).catch('normal'),
  mode: z.enum(modes).catch('light'),
  textSize: z.enum(textSizes).catch('normal'),
  /** Single-letter shortcuts can be switched off (WCAG 2.1.4). */
  letterKeys: z.boolean().catch(true),
});
export type OwnPreferences = z.infer<typeof OwnPreferences>;

/** A list with its filters under a name. */
export const SavedView = z.object({
  id: z.uuid(),
  page: z.string().regex(/^\/[a-z/-]{0,60}$/),
  name: z.string().trim().min(1).max(40),
  query: z.string().max(400),
});
export type SavedView = z.infer<typeof SavedView>;

/** Pages whose texts are kept for their officer until they are sent. */
export const typedForms = ['desk', 'returned', 'review', 'counter', 'exception', 'letter'] as const;
export type TypedForm = (typeof typedForms)[number];

/** What an officer has typed on a page about one thing, by input: the text, and what stood there before it was typed over. */
export const TypedTexts = z.object({
  /** The thing's revision that the officer saw. */
  revision: z.int().min(0),
  texts: z.record(z.string().min(1).max(80), z.object({ text: z.string(), over: z.string() })),
});
export type TypedTexts = z.infer<typeof TypedTexts>;

/** What is to be kept, and whose it is: a page that an officer left open keeps nothing for the next one. */
export const KeepTyped = TypedTexts.extend({ officer: z.string() });

/** What is kept of a page, if anything is. */
export const KeptTyped = z.object({ kept: TypedTexts.extend({ keptAt: z.iso.datetime() }).nullable() });
export type KeptTyped = z.infer<typeof KeptTyped>;

/** Who is signed in, until when, and how they like it. */
export const Me = z.object({
  officer: z.object({
    id: z.string(),
    name: z.string(),
    point: z.string(),
    roles: z.array(Role),
    inPost: z.boolean(),
  }),
  bureau: z.string(),
  session: z.object({ idleSecondsLeft: z.number(), secondsLeft: z.number() }),
  preferences: OwnPreferences,
  /** The family of rules by which the bureau decides. */
  policyFamily: z.string(),
  /** Where the program for the desk's card reader and finger scanner answers; null where everything is typed. */
  deskDevices: z.string().nullable(),
  /** The office's time: in development the stack's clock. */
  now: z.iso.datetime(),
});
export type Me = z.infer<typeof Me>;

/** Which services a live message speaks of. */
export const serviceNames = ['intake', 'review', 'production'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** What the console says of itself: its database decides whether it is ready, the sign-in provider only whether it is degraded. */
export const ConsoleHealth = z.object({
  status: z.enum(['ready', 'degraded', 'not-ready']),
  database: z.enum(['up', 'down', 'behind']),
  signIn: z.enum(['up', 'down']),
});
export type ConsoleHealth = z.infer<typeof ConsoleHealth>;

/** Things of a service that have changed, by id. */
export const LiveChange = z.object({ service: z.enum(serviceNames), subjects: z.array(z.string()) });
export type LiveChange = z.infer<typeof LiveChange>;

/** Header that every changing request of our own pages bears: no other site can send it. */
export const requestMark = 'x-yidi-console';
