import { z } from 'zod';
import { parse, Problem } from '../program/problem.js';
import { Program } from '../program/program.js';
import { Table } from '../program/table.js';
import { CitizenNumber, Person, PersonAnswer, PersonQuery, PhotoAnswer } from './person.js';
import { portrait } from './portrait.js';

/** Who is on a card looks paler there than in a photo of today. */
const toneOfCards = 170;

/** The population registry (人口信息系统): who a person is, answered with everything that screening needs, and how they look on their card. */
export async function populationRegistry(setup: {
  dataDir?: string | undefined;
  people: readonly Person[];
}): Promise<{ program: Program; people: Table<Person> }> {
  const people = await Table.open<Person>(setup.dataDir, 'registry.people');
  for (const person of setup.people) {
    if (!people.get(person.citizenNumber)) await people.set(person.citizenNumber, parse(Person, person));
  }

  const program = new Program({
    title: 'Population registry',
    description: 'Looks up one person by citizen number, for a named officer and purpose.',
  })
    .withOutages()
    .route({
      method: 'POST',
      path: '/v1/people/query',
      summary: 'one person by citizen number',
      body: PersonQuery,
      answer: PersonAnswer,
      handle: ({ body }): z.infer<typeof PersonAnswer> => {
        const person = people.get(body.citizenNumber);
        return person ? { found: true, person } : { found: false };
      },
    })
    .route({
      method: 'POST',
      path: '/v1/people/photo',
      summary: "the photo on one person's last card",
      body: PersonQuery,
      answer: PhotoAnswer,
      handle: async ({ body: { citizenNumber } }): Promise<z.infer<typeof PhotoAnswer>> =>
        people.get(citizenNumber)?.lastCard
          ? { found: true, citizenNumber, jpeg: (await portrait(toneOfCards)).toString('base64') }
          : { found: false },
    })
    .route({
      method: 'PUT',
      path: '/control/people/{citizenNumber}',
      summary: 'registers a person, or replaces what was registered',
      params: z.object({ citizenNumber: CitizenNumber }),
      body: Person,
      answer: Person,
      handle: async ({ params, body }) => {
        if (params.citizenNumber !== body.citizenNumber)
          throw new Problem(400, 'BAD_INPUT', 'address and body name two citizen numbers');
        await people.set(body.citizenNumber, body);
        return body;
      },
    });
  return { program, people };
}
