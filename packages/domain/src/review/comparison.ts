import { z } from 'zod';
import type { RegistrationForm } from '../intake/form.js';
import type { RegisteredPerson, RegistryAnswer } from '../intake/registry.js';
import { chipAddressUnits, chipNameUnits } from '../shared/person-name.js';

/** Items set side by side: as declared at the desk, as registered here. */
export const comparedItems = ['name', 'sex', 'ethnicity', 'bornOn', 'citizenNumber', 'registeredAddress'] as const;
export type ComparedItem = (typeof comparedItems)[number];

export const Comparison = z.array(
  z.object({
    item: z.enum(comparedItems),
    declared: z.string(),
    /** Missing while the registry could not be asked. */
    registered: z.string().nullable(),
    verdict: z.enum(['same', 'differs', 'unverified']),
  }),
);
export type Comparison = z.infer<typeof Comparison>;

/** Declared against registered, item by item; the registered one is what goes on the card. */
export function compare(form: RegistrationForm, registry: RegistryAnswer): Comparison {
  return comparedItems.map((item) => {
    const declared = form[item];
    if (registry.answer !== 'found') return { item, declared, registered: null, verdict: 'unverified' };
    const registered = registry.person[item];
    return { item, declared, registered, verdict: registered === declared ? 'same' : 'differs' };
  });
}

/** Items of the face that the chip may have no room for. */
export const chipItems = ['name', 'address'] as const;
export type ChipItem = (typeof chipItems)[number];

/** Registered items that the chip has no room for: the reviewer has to give the form for the chip. */
export function overLengthItems({ name, registeredAddress }: RegisteredPerson): ChipItem[] {
  const tooLong = { name: name.length > chipNameUnits, address: registeredAddress.length > chipAddressUnits };
  return chipItems.filter((item) => tooLong[item]);
}
