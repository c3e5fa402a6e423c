import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Program } from '../program/program.js';
import { Table } from '../program/table.js';
import { messagesPage } from './page.js';

const Phone = z.string().regex(/^\+?\d{5,15}$/, 'must be 5 to 15 digits');

/** A text for a phone; the reference is the sender's and makes sending twice harmless. */
export const MessageRequest = z.strictObject({
  reference: z.string().min(1).max(128),
  phone: Phone,
  text: z.string().min(1).max(500),
});

/** A message that was taken for sending. */
export const Message = MessageRequest.extend({ id: z.uuid(), takenAt: z.iso.datetime() });
export type Message = z.infer<typeof Message>;

const shownOnPage = 200;

/** The SMS provider: takes messages and, being a stand-in, shows them instead of sending them. */
export async function smsProvider(setup: { dataDir?: string | undefined; now: () => Date }): Promise<Program> {
  const messages = await Table.open<Message>(setup.dataDir, 'sms.messages');

  const program = new Program({
    title: 'SMS provider',
    description: 'Takes a text message for a phone. The same reference twice is one message: the first one stands.',
  })
    .withOutages()
    .route({
      method: 'POST',
      path: '/v1/messages',
      summary: 'sends a text message, once per reference',
      body: MessageRequest,
      status: 202,
      answer: z.object({ id: z.uuid() }),
      handle: async ({ body }) => {
        const known = messages.get(body.reference);
        if (known) return { id: known.id };
        const message = { ...body, id: randomUUID(), takenAt: setup.now().toISOString() };
        await messages.set(body.reference, message);
        return { id: message.id };
      },
    })
    .route({
      method: 'GET',
      path: '/control/messages',
      summary: 'the messages taken, oldest first, of one phone or all',
      query: z.object({ phone: Phone.optional() }),
      answer: z.object({ messages: z.array(Message) }),
      handle: ({ query }) => ({
        messages: messages.values().filter(({ phone }) => query.phone === undefined || phone === query.phone),
      }),
    });

  program.app.get('/', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .send(messagesPage(messages.values().slice(-shownOnPage).reverse())),
  );
  return program;
}
